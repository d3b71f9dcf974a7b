package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.Map;

/** Sends a template that is stored at each provider, with data for everyone and for each one. */
final class TemplateWithMergeData {
  private TemplateWithMergeData() {}

  public static void main(String[] args) {
    try (Local local = new Local();
        FailoverSender sender = FailoverSender.discover(local.settings())) {
      send(sender);
    }
  }

  private static void send(FailoverSender sender) {
    // tag::template
    EmailMessage message =
        EmailMessage.builder()
            .from("Shop <orders@shop.example>")
            .template("sendgrid", "d-0123456789abcdef0123456789abcdef")
            .template("sparkpost", "order-shipped")
            .mergeData("shop", "Tea & Co")
            .mergeData("articles", List.of("Assam", "Earl Grey"))
            .personalization("ada@example.org", Map.of("name", "Ada", "order", 42))
            .personalization("grace@example.org", Map.of("name", "Grace", "order", 43))
            .build();

    Receipt receipt = sender.send(message); // one call, one mail each
    // end::template
    System.out.println(receipt + ", for " + message.recipients().size() + " people");
  }
}
