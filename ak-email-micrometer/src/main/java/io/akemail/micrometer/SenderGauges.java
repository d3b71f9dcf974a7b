package io.akemail.micrometer;

import io.akemail.FailoverSender;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a sender's statuses tell. */
final class SenderGauges {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private SenderGauges() {}

  static List<Gauges.Wanted> of(FailoverSender sender, List<ProviderId> providers, Clock clock) {
    Reading<Map<ProviderId, ProviderStatus>> reading =
        new Reading<>("sender", () -> byProvider(sender), clock, PAUSE);
    List<Gauges.Wanted> wanted = new ArrayList<>();
    for (ProviderId provider : providers) {
      wanted.add(
          gauge(
              "ak.email.provider.state",
              "Where a provider stands: 8 is up, below 6 it is out of use",
              provider,
              status -> number(status.state()),
              reading));
      wanted.add(
          gauge(
              "ak.email.in.flight",
              "Calls in flight",
              provider,
              ProviderStatus::inFlight,
              reading));
    }
    return wanted;
  }

  private static Gauges.Wanted gauge(
      String name,
      String description,
      ProviderId provider,
      ToDoubleFunction<ProviderStatus> figure,
      Reading<Map<ProviderId, ProviderStatus>> reading) {
    return new Gauges.Wanted(
        name,
        description,
        null,
        Tags.of("provider", provider.value()),
        () -> reading.figure(statuses -> figureOf(statuses.get(provider), figure)));
  }

  private static double figureOf(
      @Nullable ProviderStatus status, ToDoubleFunction<ProviderStatus> figure) {
    return status == null ? Double.NaN : figure.applyAsDouble(status);
  }

  private static Map<ProviderId, ProviderStatus> byProvider(FailoverSender sender) {
    return sender.statuses().stream()
        .collect(Collectors.toMap(ProviderStatus::provider, Function.identity()));
  }

  /** The numbers are fixed: dashboards and alert rules of hosts hold them. */
  static int number(ProviderState state) {
    return switch (state) {
      case DISABLED -> 0;
      case DRAINING -> 1;
      case MISCONFIGURED -> 2;
      case OVER_LIMIT -> 3;
      case DOWN -> 4;
      case PROBING -> 5;
      case SUSPECT -> 6;
      case RAMPING -> 7;
      case UP -> 8;
    };
  }
}
