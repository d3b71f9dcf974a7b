package io.akemail.micrometer;

import io.akemail.EmailException;
import io.akemail.EmailSender;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;

/** Messages for tests, and sends whose failure is expected. */
final class Mails {
  private Mails() {}

  static EmailMessage.Builder builder() {
    return EmailMessage.builder()
        .from("orders@shop.example")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.");
  }

  static EmailMessage any() {
    return builder().build();
  }

  static EmailMessage atMostOnce() {
    return builder().deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE).build();
  }

  /** Sends it, whatever comes of it. */
  static void send(EmailSender sender, EmailMessage message) {
    try {
      sender.send(message);
    } catch (EmailException expected) {
      assert expected.messageId().equals(message.id());
    }
  }
}
