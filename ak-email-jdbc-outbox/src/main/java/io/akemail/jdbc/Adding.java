package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.MessageFormat;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Puts messages in. Thread-safe. */
final class Adding {
  private static final int TRIES = 3;

  private final Database database;
  private final Table table;
  private final Sql sql;
  private final Settings settings;
  private final Fill fill;

  Adding(Database database, Table table, Sql sql, Settings settings, Fill fill) {
    this.database = database;
    this.table = table;
    this.sql = sql;
    this.settings = settings;
    this.fill = fill;
  }

  /** By itself. */
  void add(Submission submission) {
    Entry entry = entry(submission);
    try {
      database.once(connection -> put(connection, entry, true));
    } catch (SQLException e) {
      settleDoubt(entry, e);
    }
  }

  /** In the transaction of the connection. */
  void add(Connection connection, Submission submission) {
    Entry entry = entry(submission);
    boolean autoCommit = false;
    try {
      Dialect dialect = Dialect.of(connection);
      if (dialect != table.dialect()) {
        throw new IllegalArgumentException(
            "connection: leads to %s, and this outbox is in %s"
                .formatted(dialect.product, table.dialect().product));
      }
      autoCommit = connection.getAutoCommit();
      put(connection, entry, true);
      if (!autoCommit) {
        fill.shrunk();
      }
    } catch (SQLException e) {
      if (!autoCommit) {
        throw fault(e, Reason.STORAGE);
      }
      settleDoubt(entry, e);
    }
  }

  /**
   * Adds once more what may be there: the same id is not stored twice, so either way it is known
   * afterwards where the message is.
   */
  private void settleDoubt(Entry entry, SQLException failure) {
    if (!Faults.isInDoubt(failure)) {
      throw fault(failure, Reason.STORAGE);
    }
    try {
      database.once(connection -> put(connection, entry, false));
    } catch (SQLException e) {
      throw new OutboxException(
          Reason.UNCERTAIN,
          "outbox: the database failed while the message was being stored, and could not be asked"
              + " whether it is; adding the same message again is safe"
              + Faults.code(failure),
          Faults.of(e, Reason.STORAGE).getCause());
    }
  }

  private OutboxException fault(SQLException failure, Reason reason) {
    return Faults.isMissingTable(failure) ? Schema.missing(table) : Faults.of(failure, reason);
  }

  private Entry entry(Submission submission) {
    long most = Math.min(settings.maxMessageBytes(), settings.maxBytes());
    return new Entry(submission, MessageFormat.write(submission.message(), most));
  }

  /** What is about to be stored. */
  private static final class Entry {
    final String id;
    final @Nullable String key;
    final long delay;
    final long deadline;
    final String doubts;
    final int attempts;
    final byte[] content;

    Entry(Submission submission, byte[] content) {
      EmailMessage message = submission.message();
      this.id = message.id().value();
      this.key = message.dedupeKey().map(Texts::digest).orElse(null);
      this.delay = Millis.of(submission.delay());
      this.deadline = message.deliverBefore().map(Millis::of).orElse(Millis.NEVER);
      this.doubts = Doubts.write(submission.doubts());
      this.attempts = submission.attempts();
      this.content = content;
    }
  }

  /** Returns true if it is there now. */
  private boolean put(Connection connection, Entry entry, boolean limited) throws SQLException {
    OutboxException full = limited ? fill.refusal(connection, entry.content.length) : null;
    for (int i = 0; i < TRIES; i++) {
      if (full == null && insert(connection, entry)) {
        fill.added(entry.content.length);
        return true;
      }
      if (isThere(connection, entry)) {
        return true;
      }
      if (full != null) {
        throw full;
      }
    }
    throw new OutboxException(
        Reason.STORAGE, "outbox: others add and remove the same message; not stored", null);
  }

  private boolean insert(Connection connection, Entry entry) throws SQLException {
    long life = Millis.of(settings.timeToLive());
    // Nothing is due after it has expired.
    long delay = Math.min(entry.delay, life);
    try {
      int inserted =
          Statements.update(
              connection,
              sql.insert,
              entry.id,
              entry.key,
              entry.key,
              entry.deadline,
              delay,
              entry.deadline,
              delay,
              entry.deadline,
              delay,
              entry.deadline,
              delay,
              entry.deadline,
              life,
              entry.deadline,
              life,
              entry.deadline,
              entry.doubts,
              entry.attempts,
              (long) entry.content.length,
              entry.content);
      return inserted == 1;
    } catch (SQLException e) {
      if (Faults.isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Whether the message is there, to be sent or sent.
   *
   * @throws OutboxException if that cannot be, as something else is there
   */
  private boolean isThere(Connection connection, Entry entry) throws SQLException {
    String name = Statements.first(connection, sql.stateOf, row -> row.getString(1), entry.id);
    if (name != null) {
      OutboxState state = Rows.state(name);
      if (state.isLive() || state == OutboxState.SENT) {
        return true;
      }
      throw new OutboxException(
          Reason.DUPLICATE,
          "outbox: the message was here before and is " + state + "; retry it, or send a new one",
          null);
    }
    if (entry.key != null
        && Statements.first(connection, sql.holderOf, row -> row.getString(1), entry.key) != null) {
      throw new OutboxException(
          Reason.DUPLICATE, "outbox: a message with its dedupe key waits to be sent", null);
    }
    return false;
  }
}
