package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import java.util.Map;

/** Sends one mail through the first provider that works. */
final class PlainSend {
  private PlainSend() {}

  public static void main(String[] args) {
    try (Local local = new Local()) {
      Map<String, String> settings = local.settings();
      // tag::discover
      // settings: System.getenv(), with SENDGRID_API_KEY and SPARKPOST_API_KEY
      FailoverSender sender = FailoverSender.discover(settings);
      // end::discover
      try (sender) {
        send(sender);
      }
    }
  }

  /** The same with providers that are named in code. */
  static FailoverSender inCode(String sendGridKey, String sparkPostKey) {
    // tag::in-code
    FailoverSender sender =
        FailoverSender.builder()
            .provider(SendGrid.builder().apiKey(sendGridKey).build()) // first choice
            .provider(SparkPost.builder().apiKey(sparkPostKey).build()) // takes over
            .build();
    // end::in-code
    return sender;
  }

  private static void send(FailoverSender sender) {
    // tag::plain-send
    Receipt receipt =
        sender.send(
            EmailMessage.builder()
                .from("Shop <orders@shop.example>")
                .to("Ada Lovelace <ada@example.org>")
                .subject("Your order")
                .text("Thank you.")
                .html("<p>Thank you.</p>")
                .build());

    System.out.println(receipt);
    // end::plain-send
  }
}
