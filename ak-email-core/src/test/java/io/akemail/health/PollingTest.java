package io.akemail.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.internal.DaemonThreads;
import io.akemail.internal.LogLines;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Polls in turned time. */
class PollingTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId B = ProviderId.of("b");
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofSeconds(36);

  private final Desk desk = new Desk();
  private final List<Thread> workers = new CopyOnWriteArrayList<>();
  private final DaemonThreads daemons = new DaemonThreads("poll-");

  private Polling polling(Map<ProviderId, HealthSource> sources) {
    return polling(sources, this::worker);
  }

  private Polling polling(Map<ProviderId, HealthSource> sources, ThreadFactory threads) {
    return new Polling(sources, INTERVAL, desk, threads, desk, new Random(1));
  }

  private Thread worker(Runnable task) {
    Thread thread = daemons.newThread(task);
    workers.add(thread);
    return thread;
  }

  private void joinWorkers() throws InterruptedException {
    for (Thread worker : workers) {
      worker.join(20_000);
      assertThat(worker.isAlive()).isFalse();
    }
  }

  /** Lets a whole turn pass, and the polls that begin in it end. */
  private void turn(Polling polling) throws InterruptedException {
    desk.pass(TURN);
    polling.step();
    joinWorkers();
  }

  private static void hang(CountDownLatch until) {
    boolean over = false;
    while (!over) {
      try {
        until.await();
        over = true;
      } catch (InterruptedException e) {
        // This source ignores that, too.
      }
    }
  }

  @Test
  void eachTurnGivesOneHintOfEachProvider() throws InterruptedException {
    AtomicReference<Hint> says = new AtomicReference<>(Hint.OK);
    List<Duration> timeouts = new CopyOnWriteArrayList<>();
    Polling polling =
        polling(
            Map.of(
                A,
                timeout -> {
                  timeouts.add(timeout);
                  return says.get();
                }));
    for (Hint hint : Hint.values()) {
      says.set(hint);
      turn(polling);
      assertThat(desk.nextHint()).isEqualTo("a " + hint);
    }
    assertThat(desk.hints).isEmpty();
    assertThat(timeouts).containsOnly(Duration.ofSeconds(5)).hasSize(4);
  }

  @Test
  void nothingIsAskedBeforeItsTurn() throws InterruptedException {
    Polling polling = polling(Map.of(A, timeout -> Hint.OK));
    desk.pass(Duration.ofSeconds(5));
    polling.step();
    joinWorkers();
    desk.pass(Duration.ofSeconds(23));
    long pause = polling.step();

    assertThat(desk.nextHint()).isEqualTo("a OK");
    assertThat(workers).hasSize(1);
    assertThat(Duration.ofNanos(pause)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(13));
  }

  @Test
  void theGateIsAskedBeforeEachPoll() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    Polling polling =
        polling(
            Map.of(
                A,
                timeout -> {
                  reads.incrementAndGet();
                  return Hint.OK;
                }));
    desk.gate = provider -> false;
    turn(polling);
    turn(polling);
    assertThat(desk.asked).containsExactly(A, A);
    assertThat(reads).hasValue(0);
    assertThat(desk.hints).isEmpty();

    desk.gate = provider -> true;
    turn(polling);
    assertThat(desk.nextHint()).isEqualTo("a OK");
  }

  @Test
  void aSourceThatHangsCostsOneThreadAndTheOthersGoOn() throws InterruptedException {
    CountDownLatch until = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Polling polling =
        polling(
            Map.of(
                A,
                timeout -> {
                  if (begun.getAndIncrement() == 0) {
                    hang(until);
                  }
                  return Hint.OUTAGE;
                },
                B,
                timeout -> Hint.OK));
    try (LogLines log = new LogLines(HealthPoller.class)) {
      desk.pass(Duration.ofSeconds(5));
      polling.step();
      assertThat(desk.nextHint()).isEqualTo("b OK");
      desk.pass(Duration.ofSeconds(6));
      polling.step();
      assertThat(desk.nextHint()).isEqualTo("a UNKNOWN");
      awaitEnd(1);
      for (int turn = 0; turn < 5; turn++) {
        desk.pass(TURN);
        polling.step();
        assertThat(desk.nextHint()).isEqualTo("b OK");
        awaitEnd(1);
      }
      assertThat(begun).hasValue(1);
      assertThat(log.shown()).containsExactly("Health of a: the source does not keep its time-out");

      until.countDown();
      joinWorkers();
      assertThat(desk.hints).as("what came too late is dropped").isEmpty();
      turn(polling);
      assertThat(List.of(desk.nextHint(), desk.nextHint()))
          .containsExactlyInAnyOrder("a OUTAGE", "b OK");
      assertThat(log.shown()).endsWith("Health of a: is told again").hasSize(2);
    }
  }

  /** Waits until no more threads than these are alive. */
  private void awaitEnd(int alive) throws InterruptedException {
    List<Thread> living = new ArrayList<>(workers);
    for (int tries = 0; tries < 2_000 && living.size() > alive; tries++) {
      for (Thread worker : living) {
        worker.join(5);
      }
      living.removeIf(worker -> !worker.isAlive());
    }
    assertThat(living).hasSizeLessThanOrEqualTo(alive);
  }

  @Test
  void whateverASourceThrowsIsUnknownAndLoggedWhenItChanges() throws InterruptedException {
    AtomicReference<HealthSource> source = new AtomicReference<>();
    Polling polling = polling(Map.of(A, timeout -> source.get().read(timeout)));
    HealthSource broken =
        timeout -> {
          throw new IllegalStateException("a secret");
        };
    HealthSource worse =
        timeout -> {
          throw new AssertionError("a secret");
        };
    try (LogLines log = new LogLines(HealthPoller.class)) {
      for (HealthSource next : List.of(broken, broken, worse, worse, broken)) {
        source.set(next);
        turn(polling);
        assertThat(desk.nextHint()).isEqualTo("a UNKNOWN");
      }
      source.set(timeout -> Hint.OK);
      turn(polling);
      turn(polling);
      assertThat(log.shown())
          .containsExactly(
              "Health of a: the source throws java.lang.IllegalStateException",
              "Health of a: the source throws java.lang.AssertionError",
              "Health of a: the source throws java.lang.IllegalStateException",
              "Health of a: is told again");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a source of another language may do so
  void nullIsUnknown() throws InterruptedException {
    Polling polling = polling(Map.of(A, timeout -> null));
    turn(polling);
    assertThat(desk.nextHint()).isEqualTo("a UNKNOWN");
  }

  @Test
  void aGateThatThrowsSkipsThePoll() throws InterruptedException {
    Polling polling = polling(Map.of(A, timeout -> Hint.OK));
    desk.gate =
        provider -> {
          throw new IllegalStateException("a secret");
        };
    try (LogLines log = new LogLines(HealthPoller.class)) {
      turn(polling);
      turn(polling);
      assertThat(desk.hints).isEmpty();
      desk.gate = provider -> true;
      turn(polling);
      assertThat(desk.nextHint()).isEqualTo("a OK");
      assertThat(log.shown())
          .containsExactly(
              "Health of a: not known whether to ask: java.lang.IllegalStateException",
              "Health of a: is told again");
    }
  }

  @Test
  void withoutAThreadTheTurnPasses() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Polling polling =
        polling(
            Map.of(A, timeout -> Hint.OK),
            task -> {
              if (made.getAndIncrement() == 0) {
                throw new OutOfMemoryError("no thread");
              }
              return worker(task);
            });
    turn(polling);
    assertThat(desk.hints).isEmpty();
    turn(polling);
    assertThat(desk.nextHint()).isEqualTo("a OK");
  }

  @Test
  void afterClosingNothingIsAskedOrTold() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Polling polling =
        polling(
            Map.of(
                A,
                timeout -> {
                  reading.countDown();
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return Hint.OK;
                }));
    desk.pass(TURN);
    polling.step();
    reading.await();

    polling.close();
    joinWorkers();
    turn(polling);

    assertThat(desk.hints).isEmpty();
    assertThat(workers).hasSize(1);
  }
}
