package io.akemail.jdbc.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL server that can be stopped and started again where it was. */
final class Server implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres postgres;

  private Server(Path data, EmbeddedPostgres postgres) {
    this.data = data;
    this.postgres = postgres;
  }

  static Server start(Path folder) throws IOException {
    Path data = folder.resolve("postgres");
    return new Server(data, builder(data).start());
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  void stop() throws IOException {
    postgres.close();
  }

  void startAgain() throws IOException {
    postgres = builder(data).setPort(postgres.getPort()).start();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
