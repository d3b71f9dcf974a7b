package io.akemail.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where connections come from. */
interface Connections extends AutoCloseable {
  /** A connection for this thread alone, until it is given back. */
  Connection take() throws SQLException;

  /**
   * Gives it back.
   *
   * @param failure what went wrong on it; null if nothing
   */
  void give(Connection connection, @Nullable SQLException failure);

  /** Ends what is its own. */
  @Override
  void close();

  /** The application's own; it stays open. */
  static Connections of(DataSource source) {
    return new Connections() {
      @Override
      public Connection take() throws SQLException {
        return source.getConnection();
      }

      @Override
      public void give(Connection connection, @Nullable SQLException failure) {
        try {
          connection.close();
        } catch (SQLException e) {
          // It is gone either way, and what was done on it is known already.
        }
      }

      @Override
      public void close() {}
    };
  }
}
