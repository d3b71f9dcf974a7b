package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An empty place for outboxes in one kind of database. */
record Place(String name, DataSource source, String table) {
  /** One of each kind. */
  static List<Place> all(Path folder) {
    return List.of(sqlite(folder), postgres(), h2());
  }

  static Place sqlite(Path folder) {
    Path file = folder.resolve(UUID.randomUUID() + ".db");
    return new Place("SQLite", new Sqlite(file), Table.DEFAULT_NAME);
  }

  static Place postgres() {
    return new Place("PostgreSQL", RealPostgres.source(), RealPostgres.table());
  }

  static Place h2() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return new Place("H2", source, "outbox");
  }

  JdbcOutbox.Builder builder() {
    return source instanceof Sqlite sqlite
        ? JdbcOutbox.builder(sqlite.file())
        : JdbcOutbox.builder(source).table(table).createSchema();
  }

  JdbcOutbox outbox() {
    return builder().build();
  }

  /** Runs a statement as somebody else. */
  void run(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("$TABLE", table));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static EmailMessage message() {
    return builder("text").build();
  }

  static EmailMessage.Builder builder(String text) {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("ada@example.org")
        .subject("Your order")
        .text(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
