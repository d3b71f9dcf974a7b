package io.akemail.benchmarks.outbox;

import com.zaxxer.hikari.HikariDataSource;
import io.akemail.jdbc.JdbcOutbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database that writes through to the disk at each commit.
 *
 * @param outbox in it
 * @param pool connections to the same database for bare statements, with the same durability
 * @param numbers a table expression of the numbers 1 to a million
 */
record Engine(String name, JdbcOutbox outbox, HikariDataSource pool, String blob, String numbers)
    implements AutoCloseable {

  static Engine sqlite(Path folder) throws SQLException {
    Path file = folder.resolve("outbox.db");
    JdbcOutbox outbox = JdbcOutbox.builder(file).maxMessages(1_000_000).maxBytes(1L << 40).build();
    HikariDataSource pool = new HikariDataSource();
    // The outbox has one connection, so the bare statements get one too.
    pool.setMaximumPoolSize(1);
    pool.setJdbcUrl("jdbc:sqlite:" + file + "?busy_timeout=5000&journal_mode=WAL&synchronous=FULL");
    return new Engine(
        "SQLite",
        outbox,
        pool,
        "BLOB",
        "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1000000)"
            + " SELECT n FROM r)");
  }

  static Engine postgres(EmbeddedPostgres postgres) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    JdbcOutbox outbox =
        JdbcOutbox.builder(pool).createSchema().maxMessages(1_000_000).maxBytes(1L << 40).build();
    return new Engine(
        "PostgreSQL", outbox, pool, "BYTEA", "(SELECT n FROM generate_series(1, 1000000) AS n)");
  }

  static EmbeddedPostgres startPostgres() throws IOException {
    // Embedded for tests it would not wait for the disk.
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  void run(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    outbox.close();
    pool.close();
  }
}
