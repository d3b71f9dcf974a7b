package io.akemail.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.akemail.internal.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener with its own thread, before a real server. */
@Timeout(60)
class SlackAlertsTest {
  private static final Duration CLOSE = Duration.ofMillis(1_900); // 1 s, and a busy machine

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SlackAlerts alerts() {
    return SlackAlerts.builder(server.url("/services/T/B/x").toString())
        .allowLocalNetwork()
        .label("test")
        .build();
  }

  private void takes() {
    server.enqueue(new MockResponse.Builder().body("ok").build());
  }

  private String received() throws InterruptedException {
    return server.takeRequest(20, TimeUnit.SECONDS).getBody().utf8();
  }

  @Test
  void anAlertAndItsEndReachTheChannelAtLeastASecondApart() throws InterruptedException {
    takes();
    takes();
    try (SlackAlerts alerts = alerts()) {
      alerts.alert(TestAlerts.raised("a"));
      assertThat(received()).contains("[test] ON_BACKUP: Provider a is out of use.");
      long first = System.nanoTime();

      alerts.alert(TestAlerts.over("a"));
      assertThat(received()).contains("[test] ON_BACKUP is over: Provider a is used again.");
      assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void anAlertRightBeforeTheCloseIsStillSent() throws InterruptedException {
    takes();
    SlackAlerts alerts = alerts();
    alerts.alert(TestAlerts.raised("a"));
    alerts.close();

    assertThat(received()).contains("Provider a");
  }

  @Test
  void whileSlackHangsAlertsAreTakenAndTheCloseIsShort() throws InterruptedException {
    try (LogLines log = new LogLines(SlackAlerts.class)) {
      SlackAlerts alerts = alerts();
      alerts.alert(TestAlerts.raised("a"));
      received();
      for (int i = 0; i < 10_000; i++) {
        alerts.alert(TestAlerts.raised("b"));
        alerts.alert(TestAlerts.over("b"));
      }
      long start = System.nanoTime();
      alerts.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSE);
      assertThat(log.shown()).contains("Alerts that Slack was not told of: 20001");
    }
  }

  @Test
  void anInterruptedCloseIsShortAndKeepsTheInterrupt() throws InterruptedException {
    SlackAlerts alerts = alerts();
    alerts.alert(TestAlerts.raised("a"));
    received();
    Thread.currentThread().interrupt();
    alerts.close();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closedItTellsNothingAndItsThreadEnds() throws InterruptedException {
    takes();
    SlackAlerts alerts = alerts();
    alerts.alert(TestAlerts.raised("a"));
    received();
    Thread[] own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("ak-email-slack-"))
            .toArray(Thread[]::new);
    alerts.close();
    alerts.close();
    alerts.alert(TestAlerts.raised("b"));

    assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
    for (Thread thread : own) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "http://hooks.slack.com/services/canary",
        "ftp://hooks.slack.com/services/canary",
        "https://hooks.slack.com",
        "https://hooks.slack.com/",
        "https:///services/canary",
        "https://hooks.slack.com//canary",
        "https://canary@hooks.slack.com/services/x",
        "https://hooks.slack.com/services/x#canary",
        "https://hooks.slack.com/services/can ary canary",
        "https://hooks.slack.com:99999999/canary",
        "https://canary_host/services/canary",
        "mailto:canary@example.org"
      })
  void aUrlThatIsNotAllowedIsRefusedAndNotShown(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlackAlerts.to(url))
        .withNoCause()
        .withMessageContaining("URL: ")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    SlackAlerts.Builder builder = SlackAlerts.builder("https://hooks.slack.com/services/x");
    assertThatNullPointerException().isThrownBy(() -> SlackAlerts.builder(null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.quietPeriod(Duration.ofNanos(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.quietPeriod(Duration.ofDays(2)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.label(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.label("x".repeat(41)));
    builder.quietPeriod(Duration.ZERO).label("x").build().close();
  }
}
