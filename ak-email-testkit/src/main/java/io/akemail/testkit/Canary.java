package io.akemail.testkit;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import java.util.List;

/** The message of the contract, full of texts that must turn up on the wire and nowhere else. */
final class Canary {
  static final String KEY = "canary-key-7Qm2xW";
  static final String FROM = "canary-sender@canary-from.example";
  static final String TO = "canary-recipient@canary-to.example";
  static final String TO_NAME = "Canaria Recipienta";
  static final String SUBJECT = "Canary-subject-5tR8";
  static final String TEXT = "Canary-text-9kL1";
  static final String HTML = "<p>Canary-html-3vN6</p>";

  /** What must never be printed. */
  static final List<String> SECRETS =
      List.of(
          KEY,
          "canary-sender",
          "canary-recipient",
          "canary-to.example",
          TO_NAME,
          SUBJECT,
          TEXT,
          "Canary-html-3vN6");

  private Canary() {}

  /** A builder of the message, always with the same id. */
  static EmailMessage.Builder builder() {
    return envelope().subject(SUBJECT).text(TEXT).html(HTML);
  }

  /** The same without subject and content. */
  static EmailMessage.Builder envelope() {
    return sender().to(TO_NAME + " <" + TO + ">");
  }

  /** The sender alone. */
  static EmailMessage.Builder sender() {
    return EmailMessage.builder()
        .messageId(MessageId.of("0123456789abcdef@canary-from.example"))
        .from(FROM);
  }

  static EmailMessage message() {
    return builder().build();
  }
}
