package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An empty place for outboxes in one kind of database.
 *
 * @param file null if it is none
 */
record Place(String name, DataSource source, String table, @Nullable Path file) {
  static Place of(Dialect dialect, Path folder) {
    return switch (dialect) {
      case SQLITE -> sqlite(folder);
      case POSTGRESQL -> postgres();
      case H2 -> h2();
      case MARIADB -> maria();
    };
  }

  static Place sqlite(Path folder) {
    Path file = folder.resolve(UUID.randomUUID() + ".db");
    return new Place("SQLite", Driven.sqlite(file), Table.DEFAULT_NAME, file);
  }

  static Place postgres() {
    return new Place("PostgreSQL", RealPostgres.source(), RealPostgres.table(), null);
  }

  static Place maria() {
    return new Place("MariaDB", RealMaria.source(), RealMaria.table(), null);
  }

  /** Those that make no tables by themselves. */
  static Stream<Dialect> servers() {
    return dialects().filter(dialect -> dialect != Dialect.SQLITE);
  }

  /** Those whose engine is there: all but MariaDB always are. */
  static Stream<Dialect> dialects() {
    return Stream.of(Dialect.values())
        .filter(dialect -> dialect != Dialect.MARIADB || RealMaria.isThere());
  }

  /** Those that several processes can share. */
  static Stream<Dialect> shared() {
    return dialects().filter(dialect -> dialect != Dialect.H2);
  }

  static Place h2() {
    return new Place("H2", Driven.memory(), "outbox", null);
  }

  JdbcOutbox.Builder builder() {
    return file != null
        ? JdbcOutbox.builder(file)
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
