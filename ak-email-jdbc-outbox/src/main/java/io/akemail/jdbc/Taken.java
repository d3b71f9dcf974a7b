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

/** A record as it was read before it was claimed. Nothing in it is trusted. */
final class Taken {
  final long seq;
  final String id;

  /** Before the claim. */
  final long version;

  final long size;

  /** Null if it is too large to come with the rest, or missing. */
  byte @Nullable [] content;

  private final String state;
  private final @Nullable String provider;
  private final String doubts;
  private final Duration left;
  private final Duration sinceMark;
  private final long sinceDoubts;
  private final boolean possibleDuplicate;
  private final int attempts;
  private final int rounds;

  Taken(ResultSet row) throws SQLException {
    long now = row.getLong("now_at");
    seq = row.getLong("seq");
    id = text(row, "id");
    version = row.getLong("version");
    size = row.getLong("size");
    content = row.getBytes("content");
    state = text(row, "state");
    provider = row.getString("provider");
    doubts = text(row, "doubts");
    left = Duration.ofMillis(row.getLong("expires_at") - now);
    sinceMark = Duration.ofMillis(now - row.getLong("marked_at"));
    sinceDoubts = now - row.getLong("doubts_at");
    possibleDuplicate = row.getInt("possible_duplicate") > 0;
    attempts = row.getInt("attempts");
    rounds = row.getInt("rounds");
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  /**
   * The claim.
   *
   * @throws IOException if the record is damaged; says how, without content
   */
  Claim claim() throws IOException {
    byte[] document = content;
    if (document == null) {
      throw new IOException("its content is missing");
    }
    EmailMessage message = MessageFormat.read(document);
    if (!message.id().value().equals(id)) {
      throw new IOException("its content is another message's");
    }
    return new Claim(message, version + 1, left, attempts, rounds, allDoubts(), possibleDuplicate);
  }

  private List<Doubt> allDoubts() throws IOException {
    try {
      List<Doubt> told = Doubts.read(doubts, sinceDoubts);
      if (state.equals(OutboxState.WAITING.name())) {
        return told;
      }
      if (!state.equals(OutboxState.SENDING.name()) || provider == null) {
        throw new IOException("its state is not known");
      }
      return Doubts.with(told, new Doubt(ProviderId.of(provider), sinceMark));
    } catch (IllegalArgumentException e) {
      throw new IOException("its doubts or its provider cannot be read");
    }
  }
}
