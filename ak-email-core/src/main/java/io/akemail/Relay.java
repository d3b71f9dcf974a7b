package io.akemail;

import io.akemail.internal.Heartbeat;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;
import io.akemail.rules.BackOff;
import io.akemail.rules.DrainPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox: claims only as many messages as it has free workers, and none
 * while no provider can be used. One thread claims, the workers send. Thread-safe.
 */
final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final int IDLE_SECONDS = 5;
  private static final int MOST_ROUNDS_TO_HASTEN = 3;
  private static final BackOff AFTER_FAULT =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Outbox outbox;
  private final RelaySettings settings;
  private final Engine engine;
  private final Duration lease;
  private final RelayedSend sending;
  private final DrainPace pace;
  private final ThreadPoolExecutor workers;
  private final AtomicInteger busy = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Heartbeat heartbeat;

  private volatile boolean isReady;
  private long usable; // bits of the routes in use; for the claiming thread
  private int faults; // in a row; for the claiming thread

  Relay(
      Outbox outbox,
      RelaySettings settings,
      Engine engine,
      SelectionStrategy strategy,
      Sends sends,
      ThreadFactory threads) {
    this.outbox = outbox;
    this.settings = settings;
    this.engine = engine;
    this.lease = leaseOf(settings, engine.settings());
    this.sending = new RelayedSend(outbox, lease, engine, strategy, sends, settings, closing);
    this.pace = new DrainPace(settings.firstRate(), settings.topRate());
    this.workers =
        new ThreadPoolExecutor(
            0,
            settings.workers(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
    this.heartbeat = new Heartbeat(threads, this::look);
    engine.onChange(heartbeat::hurry);
    isReady = true;
    heartbeat.hurry();
  }

  /** An attempt that has just begun ends well before its claim is over. */
  private static Duration leaseOf(RelaySettings settings, FailoverSettings failover) {
    Duration least = Duration.ofNanos(failover.attemptTimeoutNanos() / 2 * 3);
    return settings.lease().compareTo(least) < 0 ? least : settings.lease();
  }

  /** There is something new in the outbox. */
  void hurry() {
    heartbeat.hurry();
  }

  /** One look at the outbox; how many nanoseconds until the next. */
  private long look() {
    if (!isReady || engine.isClosed()) {
      return Heartbeat.REST;
    }
    try {
      long pause = claimSome();
      faults = 0;
      return pause;
    } catch (Throwable e) {
      String what = Guests.nameOf(e);
      faults++;
      if (Integer.bitCount(faults) == 1) {
        LOG.warn("The outbox failed {} times in a row: {} ({})", faults, e.getMessage(), what);
      }
      return AFTER_FAULT.after(faults, engine.random()).toNanos();
    }
  }

  private long claimSome() {
    long now = engine.nanos();
    noticeReturns(now);
    int free = settings.workers() - busy.get();
    if (usable == 0) { // one message at a time finds out whether a provider is well again
      boolean wanted = engine.routing().offers().length > 0 && busy.get() == 0;
      free = wanted ? 1 : 0;
    }
    int most = pace.permits(now, free);
    if (most < 1) {
      return free < 1 ? pollNanos() : pace.untilNext();
    }
    List<Claim> claims = outbox.claim(most, lease);
    pace.take(claims.size());
    claims.forEach(this::start);
    if (claims.size() < most) {
      pace.drained();
      return pollNanos();
    }
    return 0;
  }

  private void noticeReturns(long now) {
    long current = 0;
    for (Candidate candidate : engine.routing().usable()) {
      current |= candidate.route().bit();
    }
    if ((current & ~usable) != 0) {
      outbox.hasten(MOST_ROUNDS_TO_HASTEN);
    }
    if (usable == 0 && current != 0) {
      pace.recovers(now);
    }
    usable = current;
  }

  private long pollNanos() {
    double spread = 0.8 + 0.4 * engine.random().nextDouble();
    return (long) (settings.poll().toNanos() * spread);
  }

  /** There is a free worker for each claim; without one, its lease ends by itself. */
  private void start(Claim claim) {
    busy.incrementAndGet();
    boolean started = false;
    try {
      workers.execute(() -> relay(claim));
      started = true;
    } finally {
      if (!started) {
        busy.decrementAndGet();
      }
    }
  }

  private void relay(Claim claim) {
    try {
      sending.send(claim);
    } catch (Throwable e) { // its lease ends by itself, and the message is taken up again
      LOG.error("Message {} of the outbox: {}", claim.id(), Guests.nameOf(e));
    } finally {
      busy.decrementAndGet();
      heartbeat.hurry();
    }
  }

  /** Claims nothing more, and has the workers give up what the outbox does not let them end. */
  @Override
  public void close() {
    heartbeat.close();
    closing.countDown();
    workers.shutdown();
  }

  /** Waits until what was begun is settled, or interrupts it. */
  void awaitEnd(Duration most) {
    try {
      if (!workers.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
