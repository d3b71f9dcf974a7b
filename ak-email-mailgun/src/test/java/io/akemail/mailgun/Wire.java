package io.akemail.mailgun;

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
  static final String KEY = "key-of-the-mailgun-tests";
  static final String DOMAIN = "mg.shop.example";
  static final String ID = "20111114174239.25659.5817@samples.mailgun.org";

  static final CannedAnswer TAKEN =
      CannedAnswer.json(200, "{\"id\":\"<" + ID + ">\",\"message\":\"Queued. Thank you.\"}");

  /** What came of one send, and what the server saw of it. */
  record Exchange(Outcome outcome, RecordedRequest request) {}

  private Wire() {}

  static Mailgun.Builder builder(FaultServer server) {
    return Mailgun.builder().apiKey(KEY).domain(DOMAIN).baseUrl(server.uri()).allowLocalNetwork();
  }

  static Exchange exchange(
      EmailMessage message, Consumer<Mailgun.Builder> settings, CannedAnswer answer) {
    try (FaultServer server = FaultServer.start().otherwise(answer)) {
      Mailgun.Builder builder = builder(server);
      settings.accept(builder);
      try (EmailProvider provider = builder.build()) {
        Outcome outcome = provider.send(message, TestContext.create());
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
