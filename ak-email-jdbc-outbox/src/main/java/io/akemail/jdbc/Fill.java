package io.akemail.jdbc;

import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much there is still to be sent: read at most once a second, with what was added here since
 * counted in, and read anew before anything is refused if something ended here since, or it is
 * older than a tenth of a second. Thread-safe.
 */
final class Fill {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FRESH_TO_REFUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final Settings settings;
  private final Sql sql;
  private final LongSupplier nanos;
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable Live live;
  private boolean shrunk;

  Fill(Settings settings, Sql sql, LongSupplier nanos) {
    this.settings = settings;
    this.sql = sql;
    this.nanos = nanos;
  }

  private record Live(long messages, long bytes, long readAt) {
    Live with(long size) {
      return new Live(messages + 1, bytes + size, readAt);
    }
  }

  /**
   * Looks whether a message has room.
   *
   * @return what is in the way; null if nothing is
   */
  @Nullable OutboxException refusal(Connection connection, long size) throws SQLException {
    Live seen = seen(connection, FRESH_NANOS, false);
    if (!fits(seen, size)) {
      seen = seen(connection, FRESH_TO_REFUSE_NANOS, true);
    }
    if (fits(seen, size)) {
      return null;
    }
    return new OutboxException(
        Reason.FULL,
        "outbox: full with %d messages of %d bytes (at most %d and %d): see why they are not sent, or raise maxMessages and maxBytes"
            .formatted(seen.messages, seen.bytes, settings.maxMessages(), settings.maxBytes()),
        null);
  }

  private boolean fits(Live seen, long size) {
    return seen.messages < settings.maxMessages() && seen.bytes + size <= settings.maxBytes();
  }

  /** A message was stored. */
  synchronized void added(long size) {
    live = live == null ? null : live.with(size);
  }

  /** There may be less than is known: something ended, or may be rolled back. */
  synchronized void shrunk() {
    shrunk = true;
  }

  private synchronized @Nullable Live known(long fresh, boolean refusing) {
    boolean old = live == null || nanos.getAsLong() - live.readAt >= fresh || (refusing && shrunk);
    return old ? null : live;
  }

  private synchronized Live keep(Live read) {
    live = read;
    return read;
  }

  private Live seen(Connection connection, long fresh, boolean refusing) throws SQLException {
    Live known = known(fresh, refusing);
    if (known != null) {
      return known;
    }
    reading.lock();
    try {
      known = known(fresh, refusing);
      return known != null ? known : keep(read(connection));
    } finally {
      reading.unlock();
    }
  }

  private Live read(Connection connection) throws SQLException {
    long at = nanos.getAsLong();
    synchronized (this) {
      shrunk = false;
    }
    long messages = 0;
    long bytes = 0;
    for (long[] one :
        Statements.list(connection, sql.live, row -> new long[] {row.getLong(2), row.getLong(3)})) {
      messages += one[0];
      bytes += one[1];
    }
    return new Live(messages, bytes, at);
  }
}
