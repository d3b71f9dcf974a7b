package io.akemail.examples.fleet;

import io.akemail.EmailSender;
import io.akemail.examples.runner.Traffic;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The steady stream of one node: each mail is sent by a thread of its own. */
final class Orders implements AutoCloseable {
  private static final int REHEARSALS = 20;
  private static final int LONGEST_SECONDS = 45;

  private final EmailSender sender;
  private final Reporter reporter;
  private final int perSecond;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private volatile boolean paused;
  private long number; // by one thread at a time

  Orders(EmailSender sender, Reporter reporter, int perSecond) {
    this.sender = sender;
    this.reporter = reporter;
    this.perSecond = perSecond;
  }

  /** One after the other, so that the stream does not begin with the loading of classes. */
  void warmUp() {
    for (int i = 0; i < REHEARSALS; i++) {
      send(++number);
    }
  }

  void start() {
    var unused =
        clock.scheduleAtFixedRate(
            this::tick, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    if (!paused) {
      long next = ++number;
      callers.execute(() -> send(next));
    }
  }

  void pause() {
    paused = true;
  }

  void goOn() {
    paused = false;
  }

  private void send(long order) {
    try {
      var unused = sender.send(Traffic.order(order));
      reporter.sent();
    } catch (RuntimeException e) {
      reporter.failed(e);
    }
  }

  /** Sends no more, and waits until all callers have their answer. */
  @Override
  public void close() {
    clock.shutdownNow();
    callers.shutdown();
    try {
      if (!callers.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        callers.shutdownNow();
      }
    } catch (InterruptedException e) {
      callers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
