package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.ReachabilityCheck;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The watching thread at work, with real time. */
class WatchTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final CountDownLatch entered = new CountDownLatch(1);

  private static FailoverSettings.Builder quick() {
    return FailoverSettings.builder()
        .attemptTimeout(Duration.ofMillis(100))
        .deadPeriod(Duration.ofMillis(20))
        .maxDeadPeriod(Duration.ofMillis(40))
        .ramp(Duration.ofMillis(20))
        .suspectAge(Duration.ofMillis(50));
  }

  private FailoverSender sender(SendListener listener) {
    return FailoverSender.builder()
        .provider(a)
        .provider(b)
        .settings(quick().build())
        .listener(listener)
        .build();
  }

  /** Opens when a provider reaches a state. */
  private static final class Reached implements SendListener {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final ProviderState state;
    private final List<ProviderState> states = new CopyOnWriteArrayList<>();

    Reached(ProviderState state) {
      this.state = state;
    }

    @Override
    public void statusChanged(StatusChange change) {
      states.add(change.after().state());
      if (change.after().state() == state) {
        latch.countDown();
      }
    }
  }

  @Test
  void aHungCallIsBrokenOffInTimeAndTheMessageGoesElsewhere() {
    a.always(Step.hungUntilCancelled(entered));
    try (FailoverSender sender = sender(new Recorder())) {
      Receipt receipt = sender.send(Messages.any());

      assertThat(receipt.provider()).contains(b.id());
      assertThat(receipt.attempts().get(0).duration())
          .isBetween(Duration.ofMillis(100), Duration.ofMillis(2_000));
    }
  }

  @Test
  void anInterruptBreaksAHungCallOff() throws InterruptedException {
    a.always(Step.hungUntilCancelled(entered));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean kept = new AtomicBoolean();
    try (FailoverSender sender = FailoverSender.builder().provider(a).provider(b).build()) {
      Thread caller =
          Rig.daemon(
              () -> {
                try {
                  sender.send(Messages.any());
                } catch (EmailException e) {
                  thrown.set(e);
                  kept.set(Thread.currentThread().isInterrupted());
                }
              });
      caller.start();
      Rig.await(entered);
      caller.interrupt();
      caller.join();
    }

    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            EmailCancelledException.class,
            failure ->
                assertThat(failure.attempts().get(0).duration()).isLessThan(Duration.ofSeconds(5)));
    assertThat(kept).isTrue();
    assertThat(b.calls()).isZero();
  }

  @Test
  void aProviderThatHealsIsFoundByItsCheckAndUsedAgain() {
    AtomicBoolean up = new AtomicBoolean();
    AtomicInteger checks = new AtomicInteger();
    ReachabilityCheck check =
        timeout -> {
          checks.incrementAndGet();
          return up.get();
        };
    a.check(check)
        .always(
            (message, context) -> (up.get() ? Step.accept() : Step.fault()).take(message, context));
    Reached down = new Reached(ProviderState.DOWN);
    try (FailoverSender sender = sender(down)) {
      sender.send(Messages.any());
      Rig.await(down.latch); // by failed checks alone
      int sentWhileDown = a.calls();
      up.set(true);
      while (!sender.send(Messages.any()).provider().equals(Optional.of(a.id()))) {
        Thread.onSpinWait();
      }

      assertThat(sentWhileDown).as("mails spent on finding out").isEqualTo(1);
      assertThat(checks.get()).isPositive();
    }
  }

  @Test
  void aCheckThatThrowsIsAnUnansweredOne() {
    a.check(
            timeout -> {
              throw new AssertionError("a guest");
            })
        .then(Step.fault());
    Reached down = new Reached(ProviderState.DOWN);
    try (FailoverSender sender = sender(down)) {
      sender.send(Messages.any());

      Rig.await(down.latch);
      assertThat(sender.send(Messages.any()).provider()).contains(b.id());
    }
  }

  @Test
  void twoChecksOfOneProviderNeverRunAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch checks = new CountDownLatch(3);
    a.check(
            timeout -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              checks.countDown();
              running.decrementAndGet();
              return false;
            })
        .always(Step.fault());
    try (FailoverSender sender = sender(new Recorder())) {
      sender.send(Messages.any());
      Rig.await(checks);
    }

    assertThat(most).hasValue(1);
  }

  /** No send wakes the watch any more: its timers must run all the same. */
  @Test
  void aTimerEndsWithoutAnotherSend() {
    for (int i = 0; i < 20; i++) {
      ScriptedProvider lone =
          new ScriptedProvider("lone").then(Step.fault(), Step.fault(), Step.fault());
      Reached down = new Reached(ProviderState.DOWN);
      FailoverSettings once = quick().maxAttempts(1).faultsToTrip(1).build();
      try (FailoverSender sender =
          FailoverSender.builder().provider(lone).settings(once).listener(down).build()) {
        assertThatThrownBy(() -> sender.send(Messages.any()))
            .isInstanceOf(EmailUnavailableException.class);
        while (!sender.explain(Messages.any()).toString().contains("waits for a message")) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void aThousandSendsByManyThreadsThroughAnOutageAreAllAccepted() {
    AtomicInteger calls = new AtomicInteger();
    a.always(
        (message, context) -> {
          int call = calls.incrementAndGet();
          return (call > 50 && call < 80 ? Step.lost() : Step.accept()).take(message, context);
        });
    Reached ramping = new Reached(ProviderState.RAMPING);
    try (FailoverSender sender = sender(ramping)) {
      List<SendResult> results = sender.send(Messages.several(1_000));

      assertThat(results).allMatch(SendResult::isSent);
      assertThat(results)
          .filteredOn(result -> result.orThrow().possibleDuplicate())
          .allSatisfy(result -> assertThat(result.orThrow().attempts()).hasSizeGreaterThan(1));
      long flagged =
          results.stream().filter(result -> result.orThrow().possibleDuplicate()).count();
      long lost =
          results.stream()
              .flatMap(result -> result.orThrow().attempts().stream())
              .filter(attempt -> attempt.outcome().kind().mayHaveBeenAccepted())
              .count();
      assertThat(flagged).isEqualTo(lost);
    }
  }

  @Test
  void aHungProviderHoldsNoMoreCallersThanItsPlaces() {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch full = new CountDownLatch(4);
    a.always(Step.deafUntil(released, full));
    FailoverSettings few = FailoverSettings.builder().maxInFlight(4).build();
    try (FailoverSender sender =
        FailoverSender.builder().provider(a).provider(b).settings(few).build()) {
      List<CompletableFuture<Receipt>> held =
          Messages.several(4).stream().map(sender::sendAsync).toList();
      Rig.await(full);
      for (int i = 0; i < 20; i++) {
        assertThat(sender.send(Messages.any()).provider()).contains(b.id());
      }
      released.countDown();
      held.forEach(each -> assertThat(each.join().provider()).contains(a.id()));
    }
  }
}
