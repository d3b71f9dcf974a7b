package io.akemail;

import io.akemail.internal.Heartbeat;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks at all calls in flight every 25 ms: it ends what is overdue, grows
 * suspicious of providers that do not answer, moves timers on, and has reachability checks made.
 * Rests while nothing is in flight and every provider is calm.
 */
final class Watch implements AutoCloseable {
  private static final long PACE_NANOS = Duration.ofMillis(25).toNanos();

  private final Engine engine;
  private final Checks checks;
  private final Guests guests;
  private final Heartbeat heartbeat;
  private volatile @Nullable CountDownLatch idle;

  Watch(Engine engine, ThreadFactory threads) {
    this.engine = engine;
    this.guests = engine.guests();
    this.checks = new Checks(engine, threads, this::wake);
    this.heartbeat = new Heartbeat(threads, this::look);
  }

  /** A call is in flight, or a timer runs: there is something to look at. */
  void wake() {
    heartbeat.wake();
  }

  /** One look at everything; how long until the next. */
  private long look() {
    return guests.ask("watch", this::lookAtAll, Boolean.TRUE) ? PACE_NANOS : Heartbeat.REST;
  }

  private boolean lookAtAll() {
    boolean busy = false;
    long now = engine.nanos();
    for (Route route : engine.routes()) {
      busy |= route.watch(now);
      checks.runIfDue(route, now);
    }
    busy |= engine.alerts().watch();
    CountDownLatch waiting = idle;
    if (waiting != null) {
      busy = true;
      if (isIdle()) {
        waiting.countDown();
      }
    }
    return busy;
  }

  private boolean isIdle() {
    return engine.routes().stream().allMatch(route -> route.bulkhead().isEmpty());
  }

  /** Waits until no call is in flight, at most so long; an interrupted caller waits no more. */
  void awaitIdle(Duration most) {
    CountDownLatch latch = new CountDownLatch(1);
    idle = latch;
    heartbeat.wake();
    try {
      if (!isIdle()) {
        boolean inTime = latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
        assert inTime || !inTime : "what is still in flight is broken off by the caller";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      idle = null;
    }
  }

  @Override
  public void close() {
    heartbeat.close();
    checks.close();
  }
}
