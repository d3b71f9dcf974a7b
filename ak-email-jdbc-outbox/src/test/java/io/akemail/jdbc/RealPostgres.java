package io.akemail.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real server, started once for all tests of this process. */
final class RealPostgres {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private RealPostgres() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DataSource source() {
    return Server.POSTGRES.getPostgresDatabase();
  }

  static String url() {
    return Server.POSTGRES.getJdbcUrl("postgres", "postgres");
  }

  /** A name that no other test has. */
  static String table() {
    return "outbox_" + TABLES.incrementAndGet();
  }
}
