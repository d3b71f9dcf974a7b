package io.akemail.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Part of I19: whatever happens to it, the URL of a webhook shows nowhere. */
class WebhookIsSecretTest {
  private static final String CANARY = "B0canary";

  @Test
  void theUrlShowsInNoLogAndNoText() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
    try {
      provoke();
    } finally {
      root.detachAppender(lines);
      root.setLevel(level);
    }

    assertThat(lines.list).isNotEmpty();
    assertThat(List.copyOf(lines.list))
        .allSatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).doesNotContain(CANARY);
              assertThat(event.getThreadName()).doesNotContain(CANARY);
              assertThat(event.getThrowableProxy()).isNull();
            });
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains(CANARY));
  }

  /** Every kind of answer, none, nobody there, and an address that is not allowed. */
  private static void provoke() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String url = server.url("/services/T0/" + CANARY + "/x?token=" + CANARY).toString();
      for (int status : new int[] {200, 302, 400, 403, 404, 410, 429, 500}) {
        server.enqueue(
            new MockResponse.Builder()
                .code(status)
                .setHeader("Location", url)
                .body(status == 200 ? "ok" : "no")
                .build());
        tell(Webhook.at(url, true, Duration.ofSeconds(20)));
      }
      tell(Webhook.at(url, true, Duration.ofMillis(100)));
      tell(Webhook.at("https://127.0.0.1/" + CANARY, false, Duration.ofSeconds(20)));
      tell(Webhook.at("http://127.0.0.1:1/" + CANARY, true, Duration.ofSeconds(20)));
      SlackAlerts.Builder builder = SlackAlerts.builder(url).allowLocalNetwork();
      SlackAlerts alerts = builder.build();
      alerts.alert(TestAlerts.raised("a"));
      alerts.close();
      assertThat(builder + " " + alerts).isEqualTo("SlackAlerts.Builder SlackAlerts");
    }
  }

  private static void tell(Webhook webhook) {
    try (webhook) {
      Matters matters = new Matters(Duration.ZERO);
      TestAlerts.Time time = new TestAlerts.Time();
      matters.hear(TestAlerts.raised("a"), time.nanos());
      Teller teller = new Teller(webhook, matters, new SlackText(""), time);
      teller.step();
      assertThat(webhook).hasToString("Webhook");
    }
  }
}
