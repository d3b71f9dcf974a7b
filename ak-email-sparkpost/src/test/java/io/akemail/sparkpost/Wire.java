package io.akemail.sparkpost;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.RecordedRequest;
import io.akemail.testkit.TestContext;
import java.util.function.Consumer;

/** Sends over a real socket to a server that gives one answer. */
final class Wire {
  static final String KEY = "key-of-the-sparkpost-tests";

  static final CannedAnswer TAKEN =
      CannedAnswer.json(
          200,
          "{\"results\":{\"total_rejected_recipients\":0,\"total_accepted_recipients\":1,"
              + "\"id\":\"11668787484950529\"}}");

  /** What came of one send, and what the server saw of it. */
  record Exchange(Outcome outcome, RecordedRequest request) {}

  private Wire() {}

  static SparkPost.Builder builder(FaultServer server) {
    return SparkPost.builder()
        .apiKey(KEY)
        .baseUrl(server.uri().resolve("/api/v1"))
        .allowLocalNetwork();
  }

  static Exchange exchange(
      EmailMessage message, Consumer<SparkPost.Builder> settings, CannedAnswer answer) {
    try (FaultServer server = FaultServer.start().otherwise(answer)) {
      SparkPost.Builder builder = builder(server);
      settings.accept(builder);
      try (EmailProvider provider = builder.build()) {
        Outcome outcome =
            provider.send(message, TestContext.create().withKey("key-of-the-attempt"));
        return new Exchange(outcome, server.requests().get(0));
      }
    }
  }

  static Outcome outcome(CannedAnswer answer) {
    return outcome(Messages.plain(), answer);
  }

  static Outcome outcome(EmailMessage message, CannedAnswer answer) {
    return exchange(message, builder -> {}, answer).outcome();
  }
}
