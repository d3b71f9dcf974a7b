package io.akemail.jdbc.crash;

import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A database that several processes share, and that can go away for a while. */
sealed interface Place extends AutoCloseable {
  /** The two kinds. */
  enum Kind {
    POSTGRESQL,
    SQLITE
  }

  static Place of(Kind kind, Path folder) throws IOException {
    return kind == Kind.SQLITE ? new InFile(folder) : new OnServer(Server.start(folder));
  }

  /** As {@link Lane#open} takes it. */
  String name();

  /** As somebody else's. */
  Connection connect() throws SQLException;

  /** Nobody can write for so long; returns when somebody can again. */
  void breakFor(Duration span, ScheduledExecutorService clock) throws Exception;

  /** Adds all in one transaction. */
  default void fill(JdbcOutbox outbox, List<EmailMessage> messages) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      messages.forEach(message -> outbox.enqueue(connection, message));
      connection.commit();
    }
  }

  @Override
  void close() throws IOException;

  /** A SQLite file. */
  record InFile(Path folder) implements Place {
    @Override
    public String name() {
      return folder.toString();
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + Lane.PLAIN.file(folder));
    }

    @Override
    public void breakFor(Duration span, ScheduledExecutorService clock) throws Exception {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 30000");
        statement.execute("BEGIN EXCLUSIVE");
        clock
            .schedule(() -> statement.execute("COMMIT"), span.toMillis(), TimeUnit.MILLISECONDS)
            .get();
      }
    }

    @Override
    public void close() {}
  }

  /** A PostgreSQL database. */
  record OnServer(Server server) implements Place {
    @Override
    public String name() {
      return server.url();
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(server.url());
    }

    @Override
    public void breakFor(Duration span, ScheduledExecutorService clock) throws Exception {
      server.stop();
      clock.schedule(() -> {}, span.toMillis(), TimeUnit.MILLISECONDS).get();
      server.startAgain();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
