package io.akemail.examples;

import io.akemail.Alert;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.SendListener;
import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusChange;
import io.akemail.testkit.Behaviour;

/** Watches providers fall ill, and is told when a person is needed. */
final class Listener {
  private Listener() {}

  // tag::listener
  /** Told on a thread of its own; it may be slow or throw, no send is disturbed. */
  static final class Watcher implements SendListener {
    @Override
    public void sent(Receipt receipt) {
      System.out.println(receipt);
    }

    @Override
    public void statusChanged(StatusChange change) {
      ProviderStatus after = change.after();
      System.out.println(after.provider() + " is " + after.state() + ": " + after.detail());
    }

    @Override
    public void alert(Alert alert) {
      System.out.println("For a person: " + alert.text());
    }
  }

  // end::listener

  public static void main(String[] args) {
    try (Local local = new Local()) {
      EmailProvider sendGrid = local.sendGrid().build();
      EmailProvider sparkPost = local.sparkPost().build();
      // tag::listen
      FailoverSender sender =
          FailoverSender.builder()
              .provider(sendGrid)
              .provider(sparkPost)
              .listener(new Watcher())
              .build();
      // end::listen
      try (sender) {
        EmailMessage.Builder message =
            EmailMessage.builder()
                .from("Shop <orders@shop.example>")
                .to("ada@example.org")
                .subject("Hello")
                .text("Hello.");
        sender.send(message.build());
        local.sendGridServer().behave(Behaviour.refusingKey());
        sender.send(message.build());
      }
    }
  }
}
