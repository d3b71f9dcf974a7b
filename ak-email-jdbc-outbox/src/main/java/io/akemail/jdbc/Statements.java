package io.akemail.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few forms of statements there are. Each closes what it opens. */
final class Statements {
  private Statements() {}

  /** Reads the row that a result stands at. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** How many rows were changed. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    }
  }

  /** The first row, or null. */
  static <T> @Nullable T first(
      Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    List<T> all = list(connection, sql, reader, values);
    return all.isEmpty() ? null : all.get(0);
  }

  static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
