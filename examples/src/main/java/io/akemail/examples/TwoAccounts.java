package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import io.akemail.sendgrid.SendGrid;
import io.akemail.testkit.Behaviour;
import io.akemail.testkit.ProviderServer;
import java.net.URI;

/** Uses two accounts of one service: when the first has used up its plan, the second goes on. */
final class TwoAccounts {
  private TwoAccounts() {}

  public static void main(String[] args) {
    try (ProviderServer first = ProviderServer.sendGrid("SG.first");
        ProviderServer second = ProviderServer.sendGrid("SG.second")) {
      first.behave(Behaviour.quotaUsedUp());
      try (FailoverSender sender = sender(first.baseUrl(), second.baseUrl())) {
        send(sender);
      }
    }
  }

  private static FailoverSender sender(URI firstUrl, URI secondUrl) {
    // tag::two-accounts
    SendGrid.Builder first = SendGrid.builder().id("sendgrid-main").apiKey("SG.first");
    SendGrid.Builder second = SendGrid.builder().id("sendgrid-spare").apiKey("SG.second");
    // end::two-accounts
    first.baseUrl(firstUrl).allowLocalNetwork();
    second.baseUrl(secondUrl).allowLocalNetwork();
    return FailoverSender.builder().provider(first.build()).provider(second.build()).build();
  }

  private static void send(FailoverSender sender) {
    Receipt receipt =
        sender.send(
            EmailMessage.builder()
                .from("Shop <orders@shop.example>")
                .to("ada@example.org")
                .subject("Your order")
                .text("Thank you.")
                .build());
    receipt.attempts().forEach(System.out::println);
  }
}
