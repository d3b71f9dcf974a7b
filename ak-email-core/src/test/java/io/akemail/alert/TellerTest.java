package io.akemail.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akemail.Alert;
import io.akemail.internal.Heartbeat;
import io.akemail.internal.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real answer of a webhook does to what is told next. */
class TellerTest {
  private static final String PATH = "/services/T0/B0/secret";

  private final MockWebServer server = new MockWebServer();
  private final TestAlerts.Time time = new TestAlerts.Time();
  private final Matters matters = new Matters(Duration.ofMinutes(10));
  private final LogLines log = new LogLines(SlackAlerts.class);
  private Webhook webhook;
  private Teller teller;

  @BeforeEach
  void start() throws IOException {
    server.start();
    webhook = Webhook.at(server.url(PATH).toString(), true, Duration.ofSeconds(20));
    teller = new Teller(webhook, matters, new SlackText(""), time);
  }

  @AfterEach
  void stop() {
    webhook.close();
    server.close();
    log.close();
  }

  private void answers(int status, String body, String... headers) {
    MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < headers.length; i += 2) {
      answer.setHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(answer.build());
  }

  /** One step; the pause in seconds, and -1 for rest. */
  private long step() {
    long pause = teller.step();
    return pause == Heartbeat.REST ? -1 : Duration.ofNanos(pause).toSeconds();
  }

  private long stepAfter(long seconds) {
    time.pass(Duration.ofSeconds(seconds));
    return step();
  }

  @Test
  void anAlertIsAPostOfJson() throws Exception {
    answers(200, "ok");
    matters.hear(TestAlerts.alert(Alert.Phase.RAISED, "a", "a \"b\" <c>"), time.nanos());

    assertThat(step()).isEqualTo(-1);

    RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo(PATH);
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    JsonNode body = new ObjectMapper().readTree(request.getBody().utf8());
    assertThat(body.fieldNames()).toIterable().containsExactly("text");
    assertThat(body.get("text").textValue()).isEqualTo("\uD83D\uDD34 ON_BACKUP: a \"b\" &lt;c&gt;");
    assertThat(log.shown()).isEmpty();
  }

  /** The table of Slack's answers, each to a message that is still due afterwards or is not. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "400, invalid_payload,      -1, does not take an alert: HTTP 400 invalid_payload",
    "400, invalid_blocks,       -1, does not take an alert: HTTP 400 invalid_blocks",
    "413, too large,            -1, does not take an alert: HTTP 413 too large",
    "401, invalid_token,      3600, the next is tried in an hour: HTTP 401 invalid_token",
    "403, action_prohibited,  3600, the next is tried in an hour: HTTP 403 action_prohibited",
    "404, no_service,         3600, the next is tried in an hour: HTTP 404 no_service",
    "410, channel_is_archived, 3600, the next is tried in an hour: HTTP 410 channel_is_archived",
    "302, moved,              3600, the next is tried in an hour: HTTP 302 moved",
    "200, <html>,             3600, which is not Slack's answer",
    "204, '',                 3600, the next is tried in an hour: HTTP 204",
    "408, slow,                  5, could not be told of an alert: HTTP 408 slow",
    "500, rollup_error,          5, could not be told of an alert: HTTP 500 rollup_error",
    "503, busy,                  5, could not be told of an alert: HTTP 503 busy"
  })
  void whatIsNotTakenIsLoggedOnceAndToldAgainOnlyIfThatMayHelp(
      int status, String body, long pause, String logged) {
    if (status == 302) {
      answers(status, body, "Location", server.url("/elsewhere").toString());
    } else {
      answers(status, status == 204 ? "" : body);
    }
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(pause);
    assertThat(log.shown()).singleElement().asString().contains(logged);

    if (pause > 0) {
      assertThat(stepAfter(pause - 1)).as("not before").isEqualTo(1);
      assertThat(server.getRequestCount()).isEqualTo(1);
      answers(200, "ok");
      assertThat(stepAfter(1)).isEqualTo(-1);
      assertThat(log.shown()).hasSize(2).last().isEqualTo("Slack takes alerts again");
    } else {
      assertThat(stepAfter(100_000)).isEqualTo(-1);
    }
    assertThat(server.getRequestCount()).isEqualTo(pause > 0 ? 2 : 1);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 1", "'', 30", "nonsense, 30", "999999, 600"})
  void anAnswer429IsWaitedOutWithinBounds(String told, long pause) {
    if (told.isEmpty()) {
      answers(429, "rate_limited");
    } else {
      answers(429, "rate_limited", "Retry-After", told);
    }
    matters.hear(TestAlerts.raised("a"), time.nanos());
    matters.hear(TestAlerts.raised("b"), time.nanos());

    assertThat(step()).isEqualTo(pause);
    answers(200, "ok");
    assertThat(stepAfter(pause)).as("then b, at its pace").isEqualTo(1);
    assertThat(log.shown()).isEmpty();
  }

  @Test
  void aMessageThatFailsIsTriedOnceMoreAndThenNotBeforeTheQuietPeriodIsOver() {
    answers(500, "rollup_error");
    answers(500, "rollup_error");
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(5);
    assertThat(stepAfter(5)).isEqualTo(600);
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(log.shown()).as("said once").hasSize(1);

    answers(200, "ok");
    assertThat(stepAfter(600)).isEqualTo(-1);
  }

  @Test
  void aHangIsBrokenOffAndCountsAsAFailure() {
    webhook.close();
    webhook = Webhook.at(server.url(PATH).toString(), true, Duration.ofMillis(200));
    teller = new Teller(webhook, matters, new SlackText(""), time);
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(5);
    assertThat(log.shown())
        .containsExactly("Slack could not be told of an alert: no answer: time over");
  }

  @Test
  void nobodyListensThere() {
    server.close();
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(5);
    assertThat(log.shown()).singleElement().asString().contains("no connection");
  }

  @Test
  void anAnswerThatBreaksOffIsTaken() {
    server.enqueue(
        new MockResponse.Builder()
            .code(200)
            .setHeader("Content-Length", 100)
            .body(new Buffer().writeUtf8("o"))
            .setHeader("Content-Length", 100)
            .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(-1);
  }

  @Test
  void oneMessageIsSentASecond() {
    for (String provider : List.of("a", "b", "c")) {
      answers(200, "ok");
      matters.hear(TestAlerts.raised(provider), time.nanos());
    }

    assertThat(step()).isEqualTo(1);
    assertThat(step()).isEqualTo(1);
    time.pass(Duration.ofMillis(999));
    assertThat(step()).isZero();
    assertThat(server.getRequestCount()).isEqualTo(1);

    time.pass(Duration.ofMillis(1));
    assertThat(step()).isEqualTo(1);
    assertThat(stepAfter(1)).isEqualTo(-1);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void whatHappensInTheHourWithoutSlackIsSummedUpAfterIt() throws Exception {
    answers(404, "no_service");
    matters.hear(TestAlerts.raised("a"), time.nanos());
    step();
    answers(200, "ok");
    for (int i = 0; i < 30; i++) {
      time.pass(Duration.ofMinutes(2));
      matters.hear(i % 2 == 0 ? TestAlerts.over("a") : TestAlerts.raised("a"), time.nanos());
      step();
    }

    assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
    RecordedRequest second = server.takeRequest(20, TimeUnit.SECONDS);
    assertThat(second.getBody().utf8())
        .contains("(Within 1 h it began 16 times and ended 15 times; now it holds.)");
  }

  @Test
  void anAddressOfALocalNetworkIsRefusedUnlessAllowed() {
    webhook.close();
    String url = "https://127.0.0.1:" + server.getPort() + PATH;
    webhook = Webhook.at(url, false, Duration.ofSeconds(20));
    teller = new Teller(webhook, matters, new SlackText(""), time);
    matters.hear(TestAlerts.raised("a"), time.nanos());

    assertThat(step()).isEqualTo(3600);
    assertThat(server.getRequestCount()).isZero();
    assertThat(log.shown()).singleElement().asString().contains("address of a local network");
  }
}
