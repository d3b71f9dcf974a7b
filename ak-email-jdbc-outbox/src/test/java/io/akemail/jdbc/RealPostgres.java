package io.akemail.jdbc;

import com.zaxxer.hikari.HikariDataSource;
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
    static final HikariDataSource POOL = new HikariDataSource();

    static {
      POOL.setJdbcUrl(url());
      Runtime.getRuntime().addShutdownHook(new Thread(Server::close));
    }

    private static void close() {
      try {
        POOL.close();
        POSTGRES.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pool, as an application has one. */
  static DataSource source() {
    return Server.POOL;
  }

  static String url() {
    return Server.POSTGRES.getJdbcUrl("postgres", "postgres");
  }

  static int port() {
    return Server.POSTGRES.getPort();
  }

  /** A name that no other test has. */
  static String table() {
    return "outbox_" + TABLES.incrementAndGet();
  }
}
