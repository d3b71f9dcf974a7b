package io.akemail.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.internal.DaemonThreads;
import io.akemail.internal.TimeSource;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The poller with its threads, in the machine's time. */
class HealthPollerTest {
  private static final ProviderId A = ProviderId.of("a");

  /** The first turn at once, each next one as early as may be. */
  private static final RandomGenerator EARLY = () -> 0;

  private final Desk desk = new Desk();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final DaemonThreads daemons = new DaemonThreads("health-");

  private HealthPoller start(HealthSource source, Duration interval) {
    return HealthPoller.start(
        Map.of(A, source),
        interval,
        desk,
        new HealthPoller.Machine(this::thread, TimeSource.SYSTEM, EARLY));
  }

  private Thread thread(Runnable task) {
    Thread thread = daemons.newThread(task);
    threads.add(thread);
    return thread;
  }

  @Test
  void hintsKeepComingUntilItIsClosed() throws InterruptedException {
    try (HealthPoller poller = start(timeout -> Hint.OK, Duration.ofSeconds(1))) {
      assertThat(poller).hasToString("HealthPoller");
      assertThat(desk.nextHint()).isEqualTo("a OK");
      assertThat(desk.nextHint()).isEqualTo("a OK");
    }
    checkThreadsEnd();
    assertThat(threads).allMatch(Thread::isDaemon);
  }

  @Test
  void closingDoesNotWaitForASourceAndEndsItsThread() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    HealthPoller poller =
        start(
            timeout -> {
              reading.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return Hint.OK;
            },
            Duration.ofSeconds(30));
    reading.await();
    long begin = System.nanoTime();

    poller.close();
    poller.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    checkThreadsEnd();
    assertThat(desk.hints).isEmpty();
  }

  private void checkThreadsEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 999, 86_400_001})
  void anIntervalOutOfRangeIsRefused(long millis) {
    assertThatThrownBy(() -> start(timeout -> Hint.OK, Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval: must be 1 s to 1 day");
    assertThat(threads).isEmpty();
  }
}
