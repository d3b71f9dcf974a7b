package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.spi.ProviderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what people see of a record. */
final class Rows {
  private Rows() {}

  static OutboxEntry entry(ResultSet row) throws SQLException {
    boolean doubtful = !Objects.requireNonNullElse(row.getString("doubts"), "").isEmpty();
    boolean flagged = row.getInt("possible_duplicate") > 0;
    return new OutboxEntry(
        MessageId.of(row.getString("id")),
        state(row.getString("state")),
        instant(row, "added_at"),
        instant(row, "changed_at"),
        instant(row, "due_at"),
        instant(row, "expires_at"),
        row.getInt("attempts"),
        provider(row.getString("provider")),
        row.getString("provider_message_id"),
        flagged || doubtful,
        row.getLong("size"),
        Objects.requireNonNullElse(row.getString("detail"), ""));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** What is no state is the sign of a damage. */
  static OutboxState state(@Nullable String name) {
    for (OutboxState state : OutboxState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return OutboxState.DAMAGED;
  }

  private static @Nullable ProviderId provider(@Nullable String value) {
    try {
      return value == null ? null : ProviderId.of(value);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
