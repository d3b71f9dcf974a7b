package io.akemail.jdbc;

import io.akemail.outbox.OutboxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs work on connections. Thread-safe. */
final class Database implements AutoCloseable {
  private static final int TRIES = 4;

  private final Connections connections;
  private final Dialect dialect;

  Database(Connections connections, Dialect dialect) {
    this.connections = connections;
    this.dialect = dialect;
  }

  /** What is done on a connection. */
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** No connection was to be had, so nothing was done. */
  static final class NotReached extends SQLException {
    private static final long serialVersionUID = 1L;

    NotReached(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    }
  }

  /** Runs statements that each commit by themselves. */
  <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
    return patiently(connection -> with(connection, true, work));
  }

  /** The same for work that may be done twice: once more if the connection broke. */
  <T extends @Nullable Object> T twice(Work<T> work) throws SQLException {
    try {
      return once(work);
    } catch (SQLException e) {
      if (!Faults.isInDoubt(e)) {
        throw e;
      }
      return once(work);
    }
  }

  /** Runs all in one transaction. */
  <T extends @Nullable Object> T whole(Work<T> work) throws SQLException {
    return patiently(
        connection ->
            dialect.begin == null
                ? with(connection, false, c -> committed(c, work))
                : with(connection, true, c -> begun(c, dialect.begin, work)));
  }

  /** Takes a connection; again if the database undid the work because of somebody else's. */
  private <T extends @Nullable Object> T patiently(Work<T> work) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        return taken(work);
      } catch (SQLException e) {
        if (i == TRIES || !Faults.isUndone(e)) {
          throw e;
        }
      }
    }
  }

  private <T extends @Nullable Object> T taken(Work<T> work) throws SQLException {
    Connection connection = take();
    SQLException failure = null;
    try {
      return work.on(connection);
    } catch (SQLException e) {
      failure = e;
      throw e;
    } finally {
      connections.give(connection, failure);
    }
  }

  private Connection take() throws NotReached {
    try {
      return connections.take();
    } catch (SQLException e) {
      throw new NotReached(e);
    } catch (OutboxException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new NotReached(new SQLException("no connection", "08001", e));
    }
  }

  private static <T extends @Nullable Object> T with(
      Connection connection, boolean autoCommit, Work<T> work) throws SQLException {
    boolean was = connection.getAutoCommit();
    if (was == autoCommit) {
      return work.on(connection);
    }
    connection.setAutoCommit(autoCommit);
    try {
      return work.on(connection);
    } finally {
      restore(connection, was);
    }
  }

  private static void restore(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      // Its pool finds that out, and what was done on it is known already.
    }
  }

  private static <T extends @Nullable Object> T committed(Connection connection, Work<T> work)
      throws SQLException {
    int isolation = connection.getTransactionIsolation();
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    boolean done = false;
    try {
      T result = work.on(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(connection::rollback);
      }
      if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
        undo(() -> connection.setTransactionIsolation(isolation));
      }
    }
  }

  private static <T extends @Nullable Object> T begun(
      Connection connection, String begin, Work<T> work) throws SQLException {
    execute(connection, begin);
    boolean done = false;
    try {
      T result = work.on(connection);
      execute(connection, "COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(() -> execute(connection, "ROLLBACK"));
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void undo(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      // The failure before it is the one to tell of, and an open transaction dies with its
      // connection.
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
