package io.akemail.benchmarks.failover;

import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.SendListener;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.testkit.ProviderServer;

/** A sender with two providers on loopback: A, the first choice, and B, which takes over. */
final class Rig implements AutoCloseable {
  private static final String KEY_A = "SG.rig-a";
  private static final String KEY_B = "rig-b";

  final ProviderServer a = ProviderServer.sendGrid(KEY_A);
  final ProviderServer b = ProviderServer.sparkPost(KEY_B);
  final FailoverSender sender;

  Rig(FailoverSettings settings, SendListener listener) {
    this.sender =
        FailoverSender.builder()
            .provider(
                SendGrid.builder().apiKey(KEY_A).baseUrl(a.baseUrl()).allowLocalNetwork().build())
            .provider(
                SparkPost.builder().apiKey(KEY_B).baseUrl(b.baseUrl()).allowLocalNetwork().build())
            .settings(settings)
            .listener(listener)
            .build();
  }

  static EmailMessage mail(int number, DeliveryGuarantee guarantee) {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("customer" + number + "@example.org")
        .subject("Your order " + number)
        .text("Thank you.")
        .html("<p>Thank you.</p>")
        .deliveryGuarantee(guarantee)
        .build();
  }

  /** How many copies of a message both servers took together. */
  int copies(EmailMessage message) {
    return a.copies(message.id().value()) + b.copies(message.id().value());
  }

  @Override
  public void close() {
    sender.close();
    a.close();
    b.close();
  }
}
