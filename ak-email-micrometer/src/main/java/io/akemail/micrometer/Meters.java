package io.akemail.micrometer;

import io.akemail.Alert;
import io.akemail.Attempt;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.StatusReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The counters and the timer, each looked up by constants and ids of providers. Thread-safe. */
final class Meters {
  private static final Duration[] BUCKETS =
      Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);
  private static final int MOST_PREPARED = 100;
  private static final Set<StatusReason> TRIPS =
      Set.of(
          StatusReason.FAULTS,
          StatusReason.NO_ANSWER,
          StatusReason.UNREACHABLE,
          StatusReason.PROBE_FAILED);
  private static final List<Outcome.Kind> FAILURES =
      Stream.of(Outcome.Kind.values())
          .filter(kind -> kind != Outcome.Kind.ACCEPTED && kind != Outcome.Kind.REJECTED)
          .toList();

  private final MeterRegistry registry;
  private final Tags common;
  private final Family<ProviderId, Family<Outcome.Kind, Family<Attempt.Purpose, Timer>>> attempts;
  private final Family<String, Family<Boolean, Counter>> sends;
  private final Family<ProviderId, Family<ProviderId, Family<Outcome.Kind, Counter>>> failovers;
  private final Family<ProviderId, Family<StatusReason, Counter>> trips;
  private final Family<ProviderId, Family<ProbeResult, Counter>> probes;
  private final Family<Alert.Kind, Family<Alert.Phase, Counter>> alerts;

  Meters(MeterRegistry registry, Tags common) {
    this.registry = registry;
    this.common = common;
    this.attempts =
        new Family<>(
            provider ->
                new Family<>(
                    kind -> new Family<>(purpose -> attemptTimer(provider, kind, purpose))));
    this.sends = new Family<>(result -> new Family<>(duplicate -> sendCounter(result, duplicate)));
    this.failovers =
        new Family<>(
            from -> new Family<>(to -> new Family<>(reason -> failoverCounter(from, to, reason))));
    this.trips = new Family<>(provider -> new Family<>(reason -> tripCounter(provider, reason)));
    this.probes = new Family<>(provider -> new Family<>(result -> probeCounter(provider, result)));
    this.alerts = new Family<>(kind -> new Family<>(phase -> alertCounter(kind, phase)));
    Words.RESULTS.forEach(
        result -> Stream.of(true, false).forEach(duplicate -> send(result, duplicate)));
    for (Alert.Kind kind : Alert.Kind.values()) {
      for (Alert.Phase phase : Alert.Phase.values()) {
        alert(kind, phase);
      }
    }
  }

  /**
   * Makes the counters of providers before anything happens: a rise from nothing to one is seen by
   * no rate. Failovers only as long as there are few pairs.
   */
  void prepare(List<ProviderId> providers) {
    for (ProviderId provider : providers) {
      TRIPS.forEach(reason -> trip(provider, reason));
      for (ProbeResult result : ProbeResult.values()) {
        probe(provider, result);
      }
    }
    if (providers.size() * (providers.size() - 1) * FAILURES.size() > MOST_PREPARED) {
      return;
    }
    for (ProviderId from : providers) {
      for (ProviderId to : providers) {
        if (!from.equals(to)) {
          FAILURES.forEach(reason -> failover(from, to, reason));
        }
      }
    }
  }

  Timer attempt(Attempt attempt) {
    return attempts.of(attempt.provider()).of(attempt.outcome().kind()).of(attempt.purpose());
  }

  Counter send(String result, boolean possibleDuplicate) {
    return sends.of(result).of(possibleDuplicate);
  }

  Counter failover(ProviderId from, ProviderId to, Outcome.Kind reason) {
    return failovers.of(from).of(to).of(reason);
  }

  Counter trip(ProviderId provider, StatusReason reason) {
    return trips.of(provider).of(reason);
  }

  Counter probe(ProviderId provider, ProbeResult result) {
    return probes.of(provider).of(result);
  }

  Counter alert(Alert.Kind kind, Alert.Phase phase) {
    return alerts.of(kind).of(phase);
  }

  private Timer attemptTimer(ProviderId provider, Outcome.Kind kind, Attempt.Purpose purpose) {
    return Timer.builder("ak.email.attempts")
        .description("Attempts at providers and how long they took")
        .tags(common)
        .tags("provider", provider.value(), "outcome", Words.of(kind))
        .tag("purpose", Words.of(purpose))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter sendCounter(String result, boolean duplicate) {
    return counter(
        "ak.email.sends",
        "What became of messages",
        Tags.of("result", result, "possible.duplicate", Boolean.toString(duplicate)));
  }

  private Counter failoverCounter(ProviderId from, ProviderId to, Outcome.Kind reason) {
    return counter(
        "ak.email.failovers",
        "Messages that went on to another provider",
        Tags.of("from", from.value(), "to", to.value(), "reason", Words.of(reason)));
  }

  private Counter tripCounter(ProviderId provider, StatusReason reason) {
    return counter(
        "ak.email.provider.trips",
        "Times that a provider was found to be down",
        Tags.of("provider", provider.value(), "reason", Words.of(reason)));
  }

  private Counter probeCounter(ProviderId provider, ProbeResult result) {
    return counter(
        "ak.email.provider.probes",
        "Messages that found out whether a provider works again",
        Tags.of("provider", provider.value(), "result", Words.of(result)));
  }

  private Counter alertCounter(Alert.Kind kind, Alert.Phase phase) {
    return counter(
        "ak.email.alerts",
        "Alerts for people",
        Tags.of("kind", Words.of(kind), "phase", Words.of(phase)));
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(name)
        .description(description)
        .tags(common)
        .tags(tags)
        .register(registry);
  }
}
