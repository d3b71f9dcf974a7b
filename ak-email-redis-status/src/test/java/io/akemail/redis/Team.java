package io.akemail.redis;

import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Three senders that share a store and never stop sending: two of them meet what is wrong with the
 * first provider, the third only hears of it.
 */
final class Team implements AutoCloseable {
  private static final int SIZE = 3;
  private static final long PACE_MILLIS = 5;
  private static final ProviderId SPARE = ProviderId.of("spare");
  private static final Duration DEAD = Duration.ofSeconds(2);

  private final List<Told> breakable = new ArrayList<>();
  private final List<FailoverSender> senders = new ArrayList<>();
  private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Team(Supplier<? extends StatusStore> stores) {
    FailoverSettings quick =
        FailoverSettings.builder()
            .deadPeriod(DEAD)
            .maxDeadPeriod(DEAD)
            .ramp(Duration.ofMillis(50))
            .build();
    for (int i = 0; i < SIZE; i++) {
      Told first = new Told("a");
      if (i < SIZE - 1) {
        breakable.add(first);
      }
      senders.add(
          FailoverSender.builder()
              .provider(first)
              .provider(new Told("b"))
              .provider(new Told(SPARE.value()))
              .settings(quick)
              .statusStore(stores.get())
              .build());
    }
    var unused = traffic.scheduleWithFixedDelay(this::send, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void send() {
    for (FailoverSender sender : senders) {
      try {
        sender.send(Told.message());
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
    }
    rounds.incrementAndGet();
  }

  /** How many messages each has sent. */
  int sent() {
    return rounds.get();
  }

  /** What became of those that were not sent. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** From now on two senders have something to tell the third. */
  void meetTrouble() {
    Outcome fault = new Outcome.Unavailable(Origin.PROVIDER, "status 503");
    breakable.forEach(provider -> provider.answer = fault);
    senders.get(0).disable(SPARE);
  }

  /** From now on all is well. */
  void meetNone() {
    breakable.forEach(provider -> provider.answer = new Outcome.Accepted("id"));
    senders.get(0).release(SPARE);
  }

  boolean isInTouch() {
    return all(sender -> first(sender).fleet().inTouch());
  }

  boolean isOutOfTouch() {
    return all(sender -> !first(sender).fleet().inTouch());
  }

  /** Whether all know of the trouble, the third as well. */
  boolean sharesTrouble() {
    return isDisabledForAll()
        && all(sender -> first(sender).state() == ProviderState.DOWN)
        && all(sender -> first(sender).fleet().shared());
  }

  boolean isDisabledForAll() {
    return all(sender -> spare(sender).state() == ProviderState.DISABLED);
  }

  /** Whether all know that there is none any more. */
  boolean sharesPeace() {
    return isInTouch()
        && all(sender -> spare(sender).state() == ProviderState.UP)
        && all(sender -> first(sender).state() == ProviderState.UP);
  }

  private boolean all(Predicate<FailoverSender> condition) {
    return senders.stream().allMatch(condition);
  }

  private static ProviderStatus first(FailoverSender sender) {
    return sender.statuses().get(0);
  }

  private static ProviderStatus spare(FailoverSender sender) {
    return sender.statuses().get(2);
  }

  @Override
  public void close() {
    traffic.shutdownNow();
    senders.forEach(FailoverSender::close);
  }
}
