package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.FailoverSender;
import io.akemail.FailoverSenderBuilder;
import io.akemail.FailoverSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A sender with two providers, measured in a registry whose time the test turns. */
final class Scene implements AutoCloseable {
  final FakeProvider a = new FakeProvider("a");
  final FakeProvider b = new FakeProvider("b");
  final MockClock clock = new MockClock();
  final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  final EmailMetrics metrics = EmailMetrics.of(registry);
  final FailoverSender sender;

  Scene() {
    this((a, builder) -> {});
  }

  Scene(BiConsumer<FakeProvider, FailoverSenderBuilder> more) {
    FailoverSenderBuilder builder =
        FailoverSender.builder().provider(a).provider(b).listener(metrics);
    more.accept(a, builder);
    this.sender = builder.build();
    metrics.watch(sender);
  }

  /** One fault takes a provider down. */
  static FailoverSettings.Builder brittle() {
    return FailoverSettings.builder().faultsToTrip(1);
  }

  /** One fault takes a provider down, and it is tried again at once. */
  static FailoverSettings impatient() {
    return brittle()
        .deadPeriod(Duration.ofMillis(10))
        .maxDeadPeriod(Duration.ofMillis(10))
        .ramp(Duration.ofMillis(1))
        .build();
  }

  void send() {
    Mails.send(sender, Mails.any());
  }

  /** The count becomes this, and no more. */
  void counts(int count, String name, String... tags) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(count(name, tags)).as("%s", name).isEqualTo(count));
  }

  double count(String name, String... tags) {
    Search found = registry.find(name).tags(tags);
    return found.counters().stream().mapToDouble(counter -> counter.count()).sum()
        + found.timers().stream().mapToLong(Timer::count).sum();
  }

  double gauge(String name, String... tags) {
    Gauge gauge = registry.find(name).tags(Tags.of(tags)).gauge();
    return gauge == null ? -1 : gauge.value();
  }

  @Override
  public void close() {
    sender.close();
  }
}
