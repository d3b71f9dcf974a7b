package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.MessageFormat;
import io.akemail.outbox.OutboxState;
import io.akemail.spi.ProviderId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read before it was claimed. Nothing in it is trusted.
 *
 * @param version before the claim
 * @param content null if it is too large to come with the rest, or missing
 */
record Taken(
    long seq,
    String id,
    long version,
    String state,
    long now,
    long expiresAt,
    long markedAt,
    long doubtsAt,
    String doubts,
    boolean possibleDuplicate,
    int attempts,
    int rounds,
    @Nullable String provider,
    long size,
    byte @Nullable [] content) {

  static Taken read(ResultSet row) throws SQLException {
    return new Taken(
        row.getLong("seq"),
        text(row, "id"),
        row.getLong("version"),
        text(row, "state"),
        row.getLong("now_at"),
        row.getLong("expires_at"),
        row.getLong("marked_at"),
        row.getLong("doubts_at"),
        text(row, "doubts"),
        row.getInt("possible_duplicate") > 0,
        row.getInt("attempts"),
        row.getInt("rounds"),
        row.getString("provider"),
        row.getLong("size"),
        row.getBytes("content"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  Taken with(byte @Nullable [] read) {
    return new Taken(
        seq,
        id,
        version,
        state,
        now,
        expiresAt,
        markedAt,
        doubtsAt,
        doubts,
        possibleDuplicate,
        attempts,
        rounds,
        provider,
        size,
        read);
  }

  /**
   * The claim.
   *
   * @throws IOException if the record is damaged; says how, without content
   */
  Claim claim() throws IOException {
    if (content == null) {
      throw new IOException("its content is missing");
    }
    EmailMessage message = MessageFormat.read(content);
    if (!message.id().value().equals(id)) {
      throw new IOException("its content is another message's");
    }
    Duration left = Duration.ofMillis(expiresAt - now);
    return new Claim(
        message, version + 1, left, attempts, rounds, allDoubts(), possibleDuplicate);
  }

  private List<Doubt> allDoubts() throws IOException {
    try {
      List<Doubt> told = Doubts.read(doubts, now - doubtsAt);
      if (state.equals(OutboxState.WAITING.name())) {
        return told;
      }
      if (!state.equals(OutboxState.SENDING.name()) || provider == null) {
        throw new IOException("its state is not known");
      }
      Duration age = Duration.ofMillis(now - markedAt);
      return Doubts.with(told, new Doubt(ProviderId.of(provider), age));
    } catch (IllegalArgumentException e) {
      throw new IOException("its doubts or its provider cannot be read");
    }
  }
}
