package io.akemail;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, each behind a bounded queue and a thread that lives while there is news. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final int QUEUE = 1024;
  private static final int IDLE_SECONDS = 5;
  private static final int CLOSE_MILLIS = 500;

  private final Lane[] lanes;
  private final Guests guests;

  Listeners(List<SendListener> listeners, ThreadFactory threads, Guests guests) {
    this.guests = guests;
    this.lanes =
        listeners.stream().map(listener -> new Lane(listener, threads)).toArray(Lane[]::new);
  }

  boolean isEmpty() {
    return lanes.length == 0;
  }

  void tell(Consumer<SendListener> event) {
    for (Lane lane : lanes) {
      guests.run("thread of a listener", () -> lane.tell(event, guests));
    }
  }

  /** Lets what waits be told for half a second in all, then ends the threads. */
  void close() {
    for (Lane lane : lanes) {
      lane.executor.shutdown();
    }
    for (Lane lane : lanes) {
      lane.end(CLOSE_MILLIS / lanes.length);
    }
  }

  private static final class Lane {
    private final SendListener listener;
    private final ThreadPoolExecutor executor;
    private final AtomicLong dropped = new AtomicLong();

    Lane(SendListener listener, ThreadFactory threads) {
      this.listener = listener;
      this.executor =
          new ThreadPoolExecutor(
              1,
              1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(QUEUE),
              threads,
              (task, pool) -> drop());
      executor.allowCoreThreadTimeOut(true);
    }

    private void tell(Consumer<SendListener> event, Guests guests) {
      executor.execute(() -> guests.run("listener", () -> event.accept(listener)));
    }

    private void drop() {
      if (executor.isShutdown()) {
        return;
      }
      long count = dropped.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        LOG.warn("A listener is too slow; events dropped so far: {}", count);
      }
    }

    private void end(int millis) {
      try {
        if (!executor.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
          executor.shutdownNow();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
