package io.akemail.jdbc;

import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a file, which one thread at a time holds. Opened anew when it failed, and
 * when another file stands in the place of the one that it leads to.
 */
final class SqliteFile implements Connections {
  private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);

  private static final int TRIES = 100;
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final Path file;
  private final Table table;
  private final Duration busyTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private @Nullable Object key;
  private boolean closed;

  SqliteFile(Path file, Table table, Duration busyTimeout) {
    this.file = file.toAbsolutePath();
    this.table = table;
    this.busyTimeout = busyTimeout;
    if (this.file.toString().indexOf('?') >= 0) {
      throw new IllegalArgumentException("file: its name must not hold '?'");
    }
  }

  @Override
  public Connection take() throws SQLException {
    lock.lock();
    try {
      return current();
    } catch (SQLException | RuntimeException e) {
      lock.unlock();
      throw e;
    }
  }

  private Connection current() throws SQLException {
    if (closed) {
      throw new OutboxException(Reason.STORAGE, "outbox: it is closed", null);
    }
    Connection open = connection;
    if (open != null && !Objects.equals(key, keyOf(file))) {
      log.error("outbox: the file was removed or replaced while it was in use; opened anew");
      drop();
      open = null;
    }
    return open == null ? open() : open;
  }

  private Connection open() throws SQLException {
    make();
    Connection fresh = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      set(fresh);
      makeTables(fresh);
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
    connection = fresh;
    key = keyOf(file);
    return fresh;
  }

  /** Mail is nobody else's business: a new file is its owner's alone. */
  private void make() throws SQLException {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      // The usual case.
    } catch (IOException e) {
      throw new SQLException("cannot make the file", null, Faults.CANNOT_OPEN, e);
    }
  }

  private void makeTables(Connection fresh) throws SQLException {
    try (Statement statement = fresh.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String sql : table.ddl()) {
        statement.execute(sql);
      }
      statement.execute("COMMIT");
    }
  }

  private void set(Connection fresh) throws SQLException {
    try (Statement statement = fresh.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + busyTimeout.toMillis());
      write(statement);
      statement.execute("PRAGMA synchronous = FULL");
      // What is deleted is overwritten.
      statement.execute("PRAGMA secure_delete = ON");
    }
  }

  /** Whoever comes while another switches is turned away at once, however long it would wait. */
  private static void write(Statement statement) throws SQLException {
    for (int i = 1; ; i++) {
      try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        if (mode.next() && mode.getString(1).equalsIgnoreCase("wal")) {
          return;
        }
        throw new SQLException("write-ahead log refused", null, Faults.READ_ONLY);
      } catch (SQLException e) {
        if (e.getErrorCode() != Faults.BUSY || i == TRIES) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static @Nullable Object keyOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return file;
    }
  }

  @Override
  public void give(Connection given, @Nullable SQLException failure) {
    if (failure != null && !Faults.leavesIntact(failure)) {
      drop();
    }
    lock.unlock();
  }

  private void drop() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("outbox: the file could not be closed ({})", Faults.code(e));
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
