package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a server behaves, shown on the SendGrid dialect. */
class ProviderServerTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String MAIL =
      """
      {"personalizations":[{"to":[{"email":"ada@example.org"}]}],"from":{"email":"s@example.com"},
      "subject":"Hi","content":[{"type":"text/plain","value":"Hello"}],
      "custom_args":{"ak_message_id":"%s"}}""";

  private final ProviderServer server = ProviderServer.sendGrid("SG.key");

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> send(String messageId) throws IOException, InterruptedException {
    return Http.post(server.baseUrl(), "/v3/mail/send", "Bearer SG.key", MAIL.formatted(messageId));
  }

  private HttpResponse<String> scopes() throws IOException, InterruptedException {
    return Http.get(server.baseUrl(), "/v3/scopes", "Bearer SG.key");
  }

  private CompletableFuture<HttpResponse<String>> sendInBackground(String messageId) {
    HttpRequest request =
        Http.to(server.baseUrl(), "/v3/mail/send")
            .header("Authorization", "Bearer SG.key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(MAIL.formatted(messageId)))
            .build();
    return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
  }

  @Test
  void aMailSentTwiceIsFoundAsADuplicate() throws Exception {
    send("m1");
    send("m1");
    send("m2");

    assertThat(server.counts()).isEqualTo(new ServerCounts(3, 3, 2, 0, 0));
    assertThat(server.counts().duplicates()).isEqualTo(1);
    assertThat(server.copies("m1")).isEqualTo(2);
    assertThat(server.copies("m3")).isZero();
    assertThat(server.mails()).extracting(ReceivedMail::messageId).containsExactly("m1", "m2");
    assertThat(server.mails().get(0).recipients()).containsExactly("ada@example.org");
    assertThat(server.lastSend().orElseThrow().bodyText()).contains("m2");
  }

  @Test
  void unavailableConcernsTheFreeEndpointToo() throws Exception {
    server.behave(Behaviour.unavailable());
    assertThat(send("m1").statusCode()).isEqualTo(503);
    assertThat(scopes().statusCode()).isEqualTo(503);
    assertThat(server.counts().wasted()).isEqualTo(1);

    server.behave(Behaviour.sendPathUnavailable());
    assertThat(send("m1").statusCode()).isEqualTo(503);
    assertThat(scopes().statusCode()).isEqualTo(200);

    server.heal();
    assertThat(send("m1").statusCode()).isEqualTo(202);
    assertThat(server.counts()).isEqualTo(new ServerCounts(3, 1, 1, 2, 0));
  }

  @Test
  void refusedConnectionsComeBackOnTheSamePort() throws Exception {
    send("m1");
    server.behave(Behaviour.refusingConnections());
    assertThatThrownBy(() -> send("m2")).isInstanceOf(IOException.class);
    assertThatThrownBy(this::scopes).isInstanceOf(IOException.class);

    server.heal();
    assertThat(send("m3").statusCode()).isEqualTo(202);
    assertThat(server.copies("m2")).isZero();
  }

  @Test
  void hangingCallsAreResetWhenItHeals() throws Exception {
    server.behave(Behaviour.hanging());
    var call = sendInBackground("m1");
    assertThat(server.awaitSendCalls(1, SOON)).isTrue();
    assertThat(call).isNotDone();

    server.heal();
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    assertThat(server.counts().accepted()).isZero();
    assertThat(server.calls()).singleElement().extracting(ServerCall::status).isEqualTo(0);
  }

  @Test
  void aHangingSendPathLeavesTheFreeEndpointWell() throws Exception {
    server.behave(Behaviour.sendPathHanging());
    assertThat(scopes().statusCode()).isEqualTo(200);
  }

  @Test
  void lateAnswersAreAcceptancesAfterAll() throws Exception {
    List<ServerCall> told = new CopyOnWriteArrayList<>();
    server.onCall(told::add);
    server.behave(Behaviour.answeringLate());
    var call = sendInBackground("m1");
    assertThat(server.awaitSendCalls(1, SOON)).isTrue();
    assertThat(server.copies("m1")).isZero();

    server.heal();
    assertThat(call.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    assertThat(server.copies("m1")).isEqualTo(1);
    assertThat(told).extracting(ServerCall::accepted).containsExactly(false, true);
  }

  @Test
  void theResetTimeIsRelativeToTheAnswersOwnDate() throws Exception {
    server.behave(Behaviour.rateLimited(Duration.ofSeconds(30)));
    var answer = send("m1");
    assertThat(answer.statusCode()).isEqualTo(429);
    long date = date(answer).toEpochSecond();
    assertThat(answer.headers().firstValueAsLong("X-RateLimit-Reset")).hasValue(date + 30);

    server.behave(Behaviour.rateLimitedRetryAfter(Duration.ofSeconds(7)));
    assertThat(send("m1").headers().firstValue("Retry-After")).hasValue("7");
  }

  private static ZonedDateTime date(HttpResponse<?> answer) {
    String date = answer.headers().firstValue("Date").orElseThrow();
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  @Test
  void aRefusedKeyIsRefusedEverywhere() throws Exception {
    server.behave(Behaviour.refusingKey());
    assertThat(send("m1").statusCode()).isEqualTo(401);
    assertThat(scopes().statusCode()).isEqualTo(401);
    server.behave(Behaviour.quotaUsedUp());
    assertThat(send("m1").body()).contains("Maximum credits exceeded");
    assertThat(scopes().statusCode()).isEqualTo(200);
  }

  @Test
  void oneMailIsRejectedAndTheOthersAreTaken() throws Exception {
    server.behave(Behaviour.rejecting(mail -> mail.messageId().equals("bad"), "subject"));
    var answer = send("bad");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"subject\"");
    assertThat(send("good").statusCode()).isEqualTo(202);
  }

  @Test
  void anAcceptedMailCountsThoughItsAnswerIsLost() throws Exception {
    server.behave(Behaviour.acceptingThen504());
    assertThat(send("m1").statusCode()).isEqualTo(504);
    server.behave(Behaviour.acceptingThenReset());
    assertThatThrownBy(() -> send("m2")).isInstanceOf(IOException.class);
    server.behave(Behaviour.acceptingThenHanging());
    var call = sendInBackground("m3");
    assertThat(server.awaitSendCalls(3, SOON)).isTrue();
    server.heal();
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);

    assertThat(server.counts().distinctAccepted()).isEqualTo(3);
    assertThat(server.counts().wasted()).isZero();
  }

  @Test
  void aSlowAnswerTakesItsTime() throws Exception {
    server.behave(Behaviour.slow(Duration.ofMillis(150)));
    long begin = System.nanoTime();
    assertThat(send("m1").statusCode()).isEqualTo(202);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(140));
  }

  @Test
  void aWebPageIsNoAcceptance() throws Exception {
    server.behave(Behaviour.answeringHtml());
    var answer = send("m1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(server.counts().accepted()).isZero();
  }

  @Test
  void closeLeavesNoThread() throws Exception {
    send("m1");
    server.behave(Behaviour.hanging());
    var unused = sendInBackground("m2");
    assertThat(server.awaitSendCalls(2, SOON)).isTrue();
    server.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("testkit-sendgrid"))
        .allSatisfy(ProviderServerTest::assertEnds);
    assertThat(unused).isNotNull();
  }

  private static void assertEnds(Thread thread) throws InterruptedException {
    thread.join(SOON.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
