package io.akemail.jdbc;

import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Sees to it that the tables are there, and are those that this version works with. */
final class Schema {
  private static final int TRIES = 3;

  private Schema() {}

  /** Makes what is missing. */
  static void create(Database database, Table table) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        database.whole(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (String sql : table.ddl()) {
                  statement.execute(sql);
                }
              }
              return true;
            });
        return;
      } catch (SQLException e) {
        // Two that make the same at once can fail over each other.
        if (i == TRIES || e instanceof Database.NotReached) {
          throw e;
        }
      }
    }
  }

  /**
   * Compares versions.
   *
   * @throws OutboxException if the tables are missing or of another version
   */
  static void check(Database database, Table table, Sql sql) throws SQLException {
    List<Integer> found;
    try {
      found =
          database.once(
              connection -> Statements.list(connection, sql.version, row -> row.getInt(1)));
    } catch (SQLException e) {
      if (Faults.isMissingTable(e)) {
        throw missing(table);
      }
      throw e;
    }
    if (!found.equals(List.of(Table.VERSION))) {
      throw new OutboxException(
          Reason.STORAGE,
          "outbox: the tables %s and %s are of schema version %s, and this version of the library works with %d: use the library that fits, or migrate the tables"
              .formatted(
                  table.name(),
                  table.versions(),
                  found.isEmpty() ? "unknown" : found.toString().replaceAll("[\\[\\]]", ""),
                  Table.VERSION),
          null);
    }
  }

  static OutboxException missing(Table table) {
    return new OutboxException(
        Reason.STORAGE,
        "outbox: a table is missing. Have createSchema() called on the builder, or run this on the "
            + table.dialect().product
            + " database:\n"
            + table.script(),
        null);
  }
}
