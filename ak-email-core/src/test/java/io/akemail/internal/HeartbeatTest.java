package io.akemail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final long LONG = Duration.ofDays(1).toNanos();
  private static final long REST = Heartbeat.REST;

  private final DaemonThreads threads = new DaemonThreads("beat-");
  private final AtomicInteger work = new AtomicInteger();
  private final Semaphore done = new Semaphore(0);

  /** Takes one piece of work, if there is some; never asks to go on. */
  private long takeOne() {
    if (work.get() > 0) {
      work.decrementAndGet();
      done.release();
    }
    return REST;
  }

  private void awaitDone(int count) throws InterruptedException {
    assertThat(done.tryAcquire(count, 20, TimeUnit.SECONDS)).as("work was left lying").isTrue();
  }

  /** Each piece of work is made while the heart is about to rest: none may be overlooked. */
  @Test
  void noWorkIsOverlookedWhenItIsMadeWhileTheHeartGoesToRest() throws InterruptedException {
    try (Heartbeat heartbeat = new Heartbeat(threads, this::takeOne)) {
      for (int i = 0; i < 20_000; i++) {
        work.incrementAndGet();
        heartbeat.wake();
        awaitDone(1);
      }
    }
  }

  @Test
  void noWorkOfManyThreadsIsOverlooked() throws Exception {
    int makers = 4;
    int each = 5_000;
    AtomicInteger seen = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(1);
    try (Heartbeat heartbeat =
        new Heartbeat(
            threads,
            () -> {
              int taken = work.getAndSet(0);
              if (taken > 0 && seen.addAndGet(taken) == makers * each) {
                all.countDown();
              }
              return REST;
            })) {
      for (int t = 0; t < makers; t++) {
        threads
            .newThread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    work.incrementAndGet();
                    heartbeat.wake();
                  }
                })
            .start();
      }
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anActionThatThrowsIsRunAgain() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(3);
    try (Heartbeat heartbeat =
        new Heartbeat(
            threads,
            () -> {
              third.countDown();
              switch (runs.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("first");
                case 1 -> throw new OutOfMemoryError("second");
                default -> {
                  return REST;
                }
              }
            })) {
      heartbeat.wake();
      assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anInterruptDoesNotKeepTheHeartFromResting() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    try (Heartbeat heartbeat =
        new Heartbeat(
            task -> {
              thread.set(threads.newThread(task));
              return thread.get();
            },
            this::takeOne)) {
      for (int i = 0; i < 10; i++) {
        work.incrementAndGet();
        heartbeat.wake();
        awaitDone(1);
        thread.get().interrupt();
        awaitParked(thread.get());
      }
      assertThat(thread.get().isInterrupted()).isFalse();
    }
  }

  private static void awaitParked(Thread thread) {
    while (thread.isInterrupted() || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closingEndsTheThreadThatRestsOrPauses() throws InterruptedException {
    for (boolean busy : new boolean[] {true, false}) {
      AtomicReference<Thread> thread = new AtomicReference<>();
      Heartbeat heartbeat =
          new Heartbeat(
              task -> {
                thread.set(threads.newThread(task));
                return thread.get();
              },
              () -> busy ? LONG : REST);

      heartbeat.close();
      thread.get().join(20_000);

      assertThat(thread.get().isAlive()).isFalse();
    }
  }

  @Test
  void hurryingRunsTheActionBeforeThePeriodIsOver() throws InterruptedException {
    Semaphore runs = new Semaphore(0);
    try (Heartbeat heartbeat =
        new Heartbeat(
            threads,
            () -> {
              runs.release();
              return LONG;
            })) {
      for (int i = 0; i < 100; i++) {
        assertThat(runs.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        heartbeat.hurry();
      }
    }
  }
}
