package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Mark;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes the state of messages. Thread-safe. */
final class Ending {
  /** Deleted at a time, so that nobody waits long for the database. */
  private static final int CHUNK = 1000;

  private static final int MOST_TEXT = 1000;

  private final Database database;
  private final Sql sql;
  private final Settings settings;

  Ending(Database database, Sql sql, Settings settings) {
    this.database = database;
    this.sql = sql;
    this.settings = settings;
  }

  boolean mark(Claim claim, Mark mark) throws SQLException {
    String provider = mark.provider().value();
    return database.twice(
        connection ->
            Statements.update(
                    connection,
                    sql.mark,
                    provider,
                    Math.max(1, Millis.of(mark.lease())),
                    provider,
                    mark.attempts(),
                    Doubts.write(known(connection, claim, mark.doubts())),
                    claim.id().value(),
                    claim.version())
                == 1);
  }

  /** A provider that was in doubt before has been so for as long as before at least. */
  private List<Doubt> known(Connection connection, Claim claim, List<Doubt> doubts)
      throws SQLException {
    if (doubts.isEmpty()) {
      return doubts;
    }
    List<Doubt> known = doubts;
    for (Doubt doubt : told(connection, claim)) {
      if (doubts.stream().anyMatch(one -> one.provider().equals(doubt.provider()))) {
        known = Doubts.with(known, doubt);
      }
    }
    return known;
  }

  private List<Doubt> told(Connection connection, Claim claim) throws SQLException {
    List<Doubt> told =
        Statements.first(
            connection,
            sql.told,
            row -> Doubts.read(row.getString(1), row.getLong(2)),
            claim.id().value(),
            claim.version());
    return told == null ? List.of() : told;
  }

  boolean settle(Claim claim, Settlement settlement) throws SQLException {
    try {
      return database.once(connection -> settled(connection, claim, settlement));
    } catch (SQLException e) {
      if (!Faults.isInDoubt(e)) {
        throw e;
      }
      return database.once(
          connection ->
              settled(connection, claim, settlement) || was(connection, claim, settlement));
    }
  }

  private boolean settled(Connection connection, Claim claim, Settlement settlement)
      throws SQLException {
    String state = settlement.state().name();
    long delay = Millis.of(settlement.delay());
    List<@Nullable Object> values = new ArrayList<>();
    values.add(state);
    values.add(delay);
    values.add(delay);
    if (settlement.state() == OutboxState.WAITING) {
      values.add(delay);
      values.add(delay);
    }
    values.add(state);
    values.add(settlement.attempts());
    values.add(settlement.rounds());
    values.add(Doubts.write(known(connection, claim, settlement.doubts())));
    values.add(settlement.provider() == null ? null : settlement.provider().value());
    values.add(text(settlement.providerMessageId()));
    values.add(settlement.possibleDuplicate() ? 1 : 0);
    values.add(Texts.stored(settlement.detail(), MOST_TEXT));
    values.add(claim.id().value());
    values.add(claim.version());
    return Statements.update(connection, statement(settlement.state()), values.toArray()) == 1;
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : Texts.stored(text, MOST_TEXT);
  }

  private String statement(OutboxState state) {
    return switch (state) {
      case WAITING -> sql.later;
      case SENT -> sql.sent;
      default -> sql.ended;
    };
  }

  /** Whether this claim was settled like this: nobody else can have done so. */
  private boolean was(Connection connection, Claim claim, Settlement settlement)
      throws SQLException {
    return Statements.first(
            connection,
            sql.settled,
            row -> row.getLong(1),
            claim.id().value(),
            claim.version(),
            settlement.state().name())
        != null;
  }

  void hasten(int mostRounds) throws SQLException {
    database.twice(connection -> Statements.update(connection, sql.hasten, mostRounds));
  }

  boolean retry(MessageId id) throws SQLException {
    try {
      return database.whole(connection -> retried(connection, id.value()));
    } catch (SQLException e) {
      if (Faults.isDuplicate(e)) {
        throw taken();
      }
      throw e;
    }
  }

  private record Ended(String state, @Nullable String key, boolean doubtful, long deadline) {}

  private boolean retried(Connection connection, String id) throws SQLException {
    Ended ended =
        Statements.first(
            connection,
            sql.ofRetry,
            row -> {
              String doubts = Objects.requireNonNullElse(row.getString(3), "");
              return new Ended(
                  row.getString(1), row.getString(2), !doubts.isEmpty(), row.getLong(4));
            },
            id);
    if (ended == null) {
      return false;
    }
    OutboxState state = Rows.state(ended.state);
    if (state.isLive() || state == OutboxState.SENT) {
      return false;
    }
    if (ended.key != null
        && Statements.first(connection, sql.holderOf, row -> row.getString(1), ended.key) != null) {
      throw taken();
    }
    boolean doubtful = ended.doubtful || state == OutboxState.UNKNOWN;
    long life = Millis.of(settings.timeToLive());
    int changed =
        Statements.update(
            connection,
            sql.retry,
            ended.deadline,
            life,
            ended.deadline,
            life,
            ended.key,
            doubtful ? 1 : 0,
            id,
            ended.state);
    return changed == 1;
  }

  private static OutboxException taken() {
    return new OutboxException(
        Reason.DUPLICATE,
        "outbox: another message with its dedupe key waits to be sent; retry it after that",
        null);
  }

  /**
   * Deletes what has ended.
   *
   * @param chunks at most so many times a thousand
   */
  int purge(OutboxState state, Duration age, int chunks) throws SQLException {
    long millis = Millis.of(age);
    int all = 0;
    for (int i = 0; i < chunks; i++) {
      int deleted =
          database.once(
              connection -> Statements.update(connection, sql.purge, state.name(), millis, CHUNK));
      all += deleted;
      if (deleted < CHUNK) {
        break;
      }
    }
    return all;
  }
}
