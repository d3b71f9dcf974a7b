package io.akemail.examples.fleet;

import io.akemail.FailoverSender;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks again and again at what a sender believes. */
final class Lookout implements AutoCloseable {
  private static final int LOOK_MILLIS = 10;
  private static final int TALLY_MILLIS = 250;

  private final FailoverSender sender;
  private final Reporter reporter;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  Lookout(FailoverSender sender, Reporter reporter) {
    this.sender = sender;
    this.reporter = reporter;
  }

  void start() {
    var unused =
        clock.scheduleAtFixedRate(
            () -> reporter.look(sender.statuses()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    var unusedToo =
        clock.scheduleAtFixedRate(reporter::tally, 0, TALLY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
