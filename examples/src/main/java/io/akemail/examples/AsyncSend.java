package io.akemail.examples;

import io.akemail.EmailUnavailableException;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.SendResult;
import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends on other threads: one mail with a future, and several at once. */
final class AsyncSend {
  private AsyncSend() {}

  public static void main(String[] args) {
    try (Local local = new Local();
        FailoverSender sender = FailoverSender.discover(local.settings())) {
      EmailMessage message = greeting("ada@example.org");
      // tag::async
      CompletableFuture<Void> sent = sender.sendAsync(message).thenAccept(System.out::println);
      // end::async
      sent.join();
      several(sender, List.of(greeting("grace@example.org"), greeting("edsger@example.org")));
    }
  }

  private static EmailMessage greeting(String to) {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to(to)
        .subject("Hello")
        .text("Hello.")
        .build();
  }

  private static void several(FailoverSender sender, List<EmailMessage> messages) {
    // tag::several
    for (SendResult result : sender.send(messages)) {
      try {
        Receipt receipt = result.orThrow();
        System.out.println(receipt);
      } catch (EmailUnavailableException e) {
        System.out.println("Not sent: " + e.getMessage());
      }
    }
    // end::several
  }
}
