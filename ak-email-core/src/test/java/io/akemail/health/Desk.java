package io.akemail.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.internal.TimeSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Lets polls pass as told, keeps the hints in their order, and has a clock that the test turns. */
final class Desk implements HealthPoller.Desk, TimeSource {
  final BlockingQueue<String> hints = new LinkedBlockingQueue<>();
  final BlockingQueue<ProviderId> asked = new LinkedBlockingQueue<>();
  volatile Predicate<ProviderId> gate = provider -> true;
  private final AtomicLong nanos = new AtomicLong(1_000);

  @Override
  public boolean mayPoll(ProviderId provider) {
    asked.add(provider);
    return gate.test(provider);
  }

  @Override
  public void hint(ProviderId provider, Hint hint) {
    hints.add(provider + " " + hint);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH;
  }

  void pass(Duration span) {
    nanos.addAndGet(span.toNanos());
  }

  String nextHint() throws InterruptedException {
    String hint = hints.poll(20, TimeUnit.SECONDS);
    assertThat(hint).as("no hint came").isNotNull();
    return hint;
  }
}
