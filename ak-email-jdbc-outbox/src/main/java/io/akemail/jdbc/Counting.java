package io.akemail.jdbc;

import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts for people, kept for a second. Where so many records have ended that counting them takes
 * long, those counts are kept a hundred times as long as it took. Thread-safe.
 */
final class Counting {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SHARE = 100;

  private final Database database;
  private final Settings settings;
  private final Sql sql;
  private final LongSupplier nanos;
  private @Nullable OutboxCounts kept;
  private long keptAt;
  private Map<OutboxState, Long> ended = Map.of();
  private long endedUntil;
  private boolean counted;

  Counting(Database database, Settings settings, Sql sql, LongSupplier nanos) {
    this.database = database;
    this.settings = settings;
    this.sql = sql;
    this.nanos = nanos;
  }

  synchronized OutboxCounts counts() throws SQLException {
    OutboxCounts known = kept;
    if (known != null && nanos.getAsLong() - keptAt < FRESH_NANOS) {
      return known;
    }
    keptAt = nanos.getAsLong();
    OutboxCounts read = read();
    kept = read;
    return read;
  }

  private OutboxCounts read() throws SQLException {
    Map<OutboxState, Long> byState = new EnumMap<>(OutboxState.class);
    byState.putAll(ended());
    long bytes = 0;
    long oldest = -1;
    for (Live live :
        database.twice(connection -> Statements.list(connection, sql.live, this::live))) {
      byState.merge(live.state, live.messages, Long::sum);
      bytes += live.bytes;
      oldest = Math.max(oldest, Math.max(0, live.oldest));
    }
    return new OutboxCounts(
        byState,
        bytes,
        oldest < 0 ? null : Duration.ofMillis(oldest),
        settings.maxMessages(),
        settings.maxBytes());
  }

  private record Live(OutboxState state, long messages, long bytes, long oldest) {}

  private Live live(ResultSet row) throws SQLException {
    return new Live(Rows.state(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4));
  }

  private Map<OutboxState, Long> ended() throws SQLException {
    long begun = nanos.getAsLong();
    if (counted && begun - endedUntil < 0) {
      return ended;
    }
    Map<OutboxState, Long> read = new EnumMap<>(OutboxState.class);
    for (Map.Entry<OutboxState, Long> one :
        database.twice(
            connection ->
                Statements.list(
                    connection,
                    sql.counts,
                    row -> Map.entry(Rows.state(row.getString(1)), row.getLong(2))))) {
      if (!one.getKey().isLive()) {
        read.merge(one.getKey(), one.getValue(), Long::sum);
      }
    }
    long took = nanos.getAsLong() - begun;
    ended = read;
    endedUntil = begun + took * SHARE;
    counted = true;
    return read;
  }
}
