package io.akemail;

import io.akemail.spi.ReachabilityCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has the reachability checks made: at once when a provider becomes suspect, then about once a
 * second until it needs no more, never two at a time for one provider.
 *
 * <p>{@link #runIfDue} is for the watching thread only.
 */
final class Checks implements AutoCloseable {
  private static final long SUSPECT_PACE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DOWN_PACE_NANOS = Duration.ofMillis(700).toNanos();
  private static final long DOWN_JITTER_NANOS = Duration.ofMillis(200).toNanos();
  private static final int IDLE_SECONDS = 5;

  private static final class Schedule {
    private long notBefore;
    private volatile boolean running;
  }

  private final Engine engine;
  private final Runnable wake;
  private final Map<Route, Schedule> schedules = new HashMap<>();
  private final ThreadPoolExecutor workers;

  /**
   * Nothing is due yet.
   *
   * @param wake is run when a check has changed what is known
   */
  Checks(Engine engine, ThreadFactory threads, Runnable wake) {
    this.engine = engine;
    this.wake = wake;
    long now = engine.nanos();
    for (Route route : engine.routes()) {
      Schedule schedule = new Schedule();
      schedule.notBefore = now;
      schedules.put(route, schedule);
    }
    this.workers =
        new ThreadPoolExecutor(
            0,
            engine.routes().size(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
  }

  void runIfDue(Route route, long now) {
    Schedule schedule = schedules.get(route);
    if (schedule == null
        || schedule.running
        || now - schedule.notBefore < 0
        || !route.wantsCheck(now)
        || engine.isClosed()) {
      return;
    }
    schedule.notBefore = now + pace(route);
    schedule.running = true;
    route.check().ifPresent(check -> start(route, check, schedule));
  }

  /** A little jitter, so that many hosts do not ask a recovering provider in step. */
  private long pace(Route route) {
    return switch (route.standing().state()) {
      case UP, SUSPECT, RAMPING -> SUSPECT_PACE_NANOS;
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT, DOWN, PROBING ->
          DOWN_PACE_NANOS + (long) (engine.random().nextDouble() * DOWN_JITTER_NANOS);
    };
  }

  private void start(Route route, ReachabilityCheck check, Schedule schedule) {
    try {
      workers.execute(() -> run(route, check, schedule));
    } catch (RejectedExecutionException e) {
      schedule.running = false; // closing; nobody needs the answer
    }
  }

  private void run(Route route, ReachabilityCheck check, Schedule schedule) {
    try {
      Duration timeout = engine.settings().checkTimeout();
      boolean reachable =
          engine
              .guests()
              .ask(
                  "reachability check of provider " + route.id(),
                  () -> check.isReachable(timeout),
                  Boolean.FALSE);
      route.checked(reachable, engine.nanos());
    } finally {
      schedule.running = false;
    }
    wake.run();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
