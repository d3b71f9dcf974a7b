package io.akemail.examples;

import io.akemail.EmailSender;
import io.akemail.FailoverSender;
import io.akemail.message.EmailMessage;
import io.akemail.micrometer.EmailMetrics;
import io.akemail.micrometer.EmailObservations;
import io.akemail.spi.EmailProvider;
import io.akemail.testkit.Behaviour;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Sends a few mails with a failover between, and prints what Prometheus sees of it. */
final class Metrics {
  private Metrics() {}

  public static void main(String[] args) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Local local = new Local()) {
      EmailProvider sendGrid = local.sendGrid().build();
      EmailProvider sparkPost = local.sparkPost().build();
      try (FailoverSender sender = measured(sendGrid, sparkPost, registry)) {
        sender.send(message());
        local.sendGridServer().behave(Behaviour.unavailable());
        sender.send(message());
        sender.send(message());
      }
    }
    registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("ak_email") && !line.contains("_bucket"))
        .filter(line -> !line.endsWith(" 0.0"))
        .forEach(System.out::println);
  }

  static FailoverSender measured(
      EmailProvider sendGrid, EmailProvider sparkPost, MeterRegistry registry) {
    // tag::metrics
    EmailMetrics metrics = EmailMetrics.of(registry);
    FailoverSender sender =
        FailoverSender.builder()
            .provider(sendGrid)
            .provider(sparkPost)
            .listener(metrics) // counts and times
            .build();
    metrics.watch(sender); // states and calls in flight
    // end::metrics
    return sender;
  }

  static EmailSender observed(
      EmailProvider sendGrid, EmailProvider sparkPost, ObservationRegistry observations) {
    // tag::observations
    FailoverSender sender =
        FailoverSender.builder()
            .provider(sendGrid)
            .provider(sparkPost)
            .asyncContext(EmailObservations.carrier(observations)) // for sendAsync
            .build();
    EmailSender observed = EmailObservations.observe(sender, observations);
    // end::observations
    return observed;
  }

  static EmailMessage message() {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.")
        .build();
  }
}
