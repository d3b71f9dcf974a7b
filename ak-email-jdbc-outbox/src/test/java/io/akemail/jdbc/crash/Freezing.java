package io.akemail.jdbc.crash;

import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Freezes one process when the provider has its request and did not answer yet. Not while it holds
 * the lock of the file: then nobody else could do anything.
 */
final class Freezing implements Line.Habits {
  private static final int WARM = 60;

  private final Relays relays;
  private final Random random = new Random(1);
  private final CountDownLatch frozen = new CountDownLatch(1);

  Freezing(Relays relays) {
    this.relays = relays;
  }

  @Override
  public int delay() {
    return 2 + random.nextInt(10);
  }

  @Override
  public void accepted(int process, String id) {
    if (process == 1 && relays.ledger.taken() > WARM) {
      freeze(relays.processes.get(0));
    }
  }

  private synchronized void freeze(SenderProcess process) {
    if (frozen.getCount() == 0) {
      return;
    }
    try {
      process.freeze();
      if (isLocked()) {
        process.thaw();
        return;
      }
      List<OutboxEntry> sending = relays.outbox.list(OutboxState.SENDING, 100);
      relays.ledger.frozen(sending.stream().map(entry -> entry.id().value()).toList());
      frozen.countDown();
    } catch (Exception e) {
      relays.ledger.fault("not frozen: " + e);
    }
  }

  private boolean isLocked() {
    try (Connection connection = relays.place.connect();
        Statement statement = connection.createStatement()) {
      if (relays.place instanceof Place.InFile) {
        statement.execute("PRAGMA busy_timeout = 500");
        statement.execute("BEGIN IMMEDIATE");
        statement.execute("ROLLBACK");
      }
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  void await() throws InterruptedException {
    frozen.await();
  }
}
