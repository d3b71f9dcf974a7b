package io.akemail.sendgrid;

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
  static final String KEY = "key-of-the-sendgrid-tests";
  static final CannedAnswer TAKEN = CannedAnswer.of(202).header("X-Message-Id", "id-of-the-server");

  /** What came of one send, and what the server saw of it. */
  record Exchange(Outcome outcome, RecordedRequest request) {}

  private Wire() {}

  static SendGrid.Builder builder(FaultServer server) {
    return SendGrid.builder().apiKey(KEY).baseUrl(server.uri()).allowLocalNetwork();
  }

  static Exchange exchange(
      EmailMessage message, Consumer<SendGrid.Builder> settings, CannedAnswer answer) {
    try (FaultServer server = FaultServer.start().otherwise(answer)) {
      SendGrid.Builder builder = builder(server);
      settings.accept(builder);
      try (EmailProvider provider = builder.build()) {
        Outcome outcome = provider.send(message, TestContext.create());
        return new Exchange(outcome, server.requests().get(0));
      }
    }
  }

  static Outcome outcome(CannedAnswer answer) {
    return exchange(Messages.plain(), builder -> {}, answer).outcome();
  }
}
