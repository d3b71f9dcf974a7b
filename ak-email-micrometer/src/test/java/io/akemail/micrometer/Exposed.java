package io.akemail.micrometer;

import static org.awaitility.Awaitility.await;

import io.akemail.FailoverSender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Prometheus server gets to see after every meter was used: names, and the labels of each
 * with all their values.
 */
final class Exposed {
  private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  final String text;
  final Map<String, Map<String, Set<String>>> labelsByName = new HashMap<>();

  private Exposed(String text) {
    this.text = text;
    text.lines().filter(line -> !line.startsWith("#")).forEach(this::take);
  }

  private void take(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalStateException("no sample: " + line);
    }
    Map<String, Set<String>> labels =
        labelsByName.computeIfAbsent(sample.group(1), name -> new HashMap<>());
    if (sample.group(2) != null) {
      LABEL
          .matcher(sample.group(2))
          .results()
          .forEach(
              label ->
                  labels.computeIfAbsent(label.group(1), l -> new TreeSet<>()).add(label.group(2)));
    }
  }

  /** Sends that fail over, trip and recover, and an outbox. */
  static Exposed afterAnExercise() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EmailMetrics metrics = EmailMetrics.of(registry);
    FakeProvider a = new FakeProvider("a");
    FakeProvider b = new FakeProvider("b");
    try (FailoverSender sender =
        FailoverSender.builder()
            .provider(a)
            .provider(b)
            .listener(metrics)
            .settings(Scene.impatient())
            .build()) {
      metrics.watch(sender).watch(new FakeOutbox());
      List.of(FakeProvider.REJECTED, FakeProvider.UNSUPPORTED, FakeProvider.LOST)
          .forEach(
              outcome -> {
                a.answers(outcome);
                Mails.send(sender, Mails.any());
              });
      await()
          .until(
              () -> {
                Mails.send(sender, Mails.any());
                return registry
                    .get("ak.email.provider.probes")
                    .tag("result", "failed")
                    .counters()
                    .stream()
                    .anyMatch(counter -> counter.count() > 0);
              });
      return new Exposed(registry.scrape());
    }
  }
}
