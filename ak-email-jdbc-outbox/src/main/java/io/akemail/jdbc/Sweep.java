package io.akemail.jdbc;

import io.akemail.outbox.OutboxState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done beside claims, at most once a minute. Thread-safe. */
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(JdbcOutbox.class);
  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  /** Ten thousand a minute: more than a relay sends. */
  private static final int CHUNKS = 10;

  private final Database database;
  private final Sql sql;
  private final Ending ending;
  private final Settings settings;
  private final LongSupplier nanos;
  private final AtomicLong next;

  Sweep(Database database, Sql sql, Ending ending, Settings settings, LongSupplier nanos) {
    this.database = database;
    this.sql = sql;
    this.ending = ending;
    this.settings = settings;
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  void ifDue() {
    long due = next.get();
    long now = nanos.getAsLong();
    if (now - due >= 0 && next.compareAndSet(due, now + EVERY_NANOS)) {
      try {
        run();
      } catch (SQLException e) {
        log.warn("outbox: old records could not be deleted{}", Faults.code(e));
      }
    }
  }

  private void run() throws SQLException {
    int deleted = ending.purge(OutboxState.SENT, settings.keepSent(), CHUNKS);
    if (deleted > 0) {
      log.info(
          "outbox: deleted {} records of messages sent more than {} ago",
          deleted,
          settings.keepSent());
    }
    int strays = database.once(connection -> Statements.update(connection, sql.strays));
    if (strays > 0) {
      log.warn("outbox: {} records were made to wait by hand; they are due now", strays);
    }
  }
}
