package io.akemail;

import io.akemail.internal.Heartbeat;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;
import io.akemail.rules.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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
  private static final long COUNT_NANOS = Duration.ofSeconds(4).toNanos();
  static final BackOff AFTER_FAULT = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Outbox outbox;
  private final Engine engine;
  private final Claiming claiming;
  private final RelayedSend sending;
  private final ThreadPoolExecutor workers;
  private final AtomicInteger busy = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Heartbeat heartbeat;

  private volatile boolean isReady;
  private long countedAt; // for the claiming thread
  private int faults; // in a row; for the claiming thread

  Relay(
      Outbox outbox,
      RelaySettings settings,
      Engine engine,
      SelectionStrategy strategy,
      Watch watch,
      ThreadFactory threads) {
    this.outbox = outbox;
    this.engine = engine;
    this.countedAt = engine.nanos() - COUNT_NANOS;
    this.claiming = new Claiming(outbox, settings, engine);
    this.sending = new RelayedSend(outbox, settings, engine, strategy, watch, closing);
    this.workers =
        new ThreadPoolExecutor(
            settings.workers(),
            settings.workers(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // no longer than there are workers
            threads);
    workers.allowCoreThreadTimeOut(true);
    this.heartbeat = new Heartbeat(threads, this::look);
    engine.onChange(heartbeat::hurry);
    isReady = true;
    heartbeat.hurry();
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
      long pause = claiming.turn(busy.get(), this::start);
      count();
      engine.alerts().outboxWorks();
      faults = 0;
      return pause;
    } catch (Throwable e) {
      String what = OutboxDesk.describe(e);
      engine.alerts().outboxFails(what);
      faults++;
      if (Integer.bitCount(faults) == 1) {
        LOG.warn("The outbox failed {} times in a row: {}", faults, what);
      }
      return AFTER_FAULT.after(faults, engine.random()).toNanos();
    }
  }

  /** A person is told when the outbox fills or does not empty. */
  private void count() {
    long now = engine.nanos();
    if (now - countedAt >= COUNT_NANOS) {
      countedAt = now;
      engine.alerts().look(Optional.of(outbox.counts()));
    }
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
