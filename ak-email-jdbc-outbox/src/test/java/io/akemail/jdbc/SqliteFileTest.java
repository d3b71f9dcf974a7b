package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file promises, and what becomes of it. */
class SqliteFileTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Submission SUBMISSION = Submission.of(Place.message());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("outbox.db");
  }

  @ParameterizedTest
  @CsvSource({"journal_mode, wal", "synchronous, 2", "secure_delete, 1", "busy_timeout, 5000"})
  void eachCommitIsWrittenThroughToTheDisk(String setting, String value) throws SQLException {
    SqliteFile connections =
        new SqliteFile(file, new Table(Dialect.SQLITE, Table.DEFAULT_NAME), Duration.ofSeconds(5));
    Connection connection = connections.take();
    String found = Statements.first(connection, "PRAGMA " + setting, row -> row.getString(1));
    connections.give(connection, null);
    connections.close();
    assertThat(found).isEqualTo(value);
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    try (JdbcOutbox outbox = JdbcOutbox.embedded(file)) {
      outbox.add(SUBMISSION);
      for (String end : List.of("", "-wal", "-shm")) {
        Path one = file.resolveSibling("outbox.db" + end);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void nothingIsLeftInTheFileOfTheContentOfASentMessage() throws IOException {
    EmailMessage message = Place.builder("a very private text ".repeat(2000)).build();
    try (JdbcOutbox outbox = JdbcOutbox.embedded(file)) {
      outbox.add(Submission.of(message));
      assertThat(outbox.settle(outbox.claim(1, LEASE).get(0), sent())).isTrue();
      assertThat(outbox.find(message.id())).isPresent();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**-wal");
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(message.id().value());
    assertThat(bytes.contains("private") || bytes.contains("ada@")).isFalse();
  }

  private static Settlement sent() {
    return new Settlement(
        OutboxState.SENT, Duration.ZERO, 1, 0, List.of(), null, null, false, "accepted");
  }

  @Test
  void aFileThatIsLockedForTooLongIsToldOfAndUsedAgainAfterwards() throws SQLException {
    try (JdbcOutbox outbox = JdbcOutbox.builder(file).busyTimeout(Duration.ofMillis(100)).build();
        Connection other = Driven.sqlite(file).getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Failures.of(Reason.STORAGE, () -> outbox.add(SUBMISSION))
          .contains("locked by another process");
      Failures.of(Reason.STORAGE, () -> outbox.claim(1, LEASE))
          .contains("locked by another process");
      assertThat(outbox.find(SUBMISSION.message().id())).isEmpty();
      statement.execute("COMMIT");
      outbox.add(SUBMISSION);
      assertThat(outbox.claim(1, LEASE)).hasSize(1);
    }
  }

  @Test
  void aFullDiskIsToldOfAndNothingIsStored() {
    JdbcOutbox.embedded(file).close();
    EmailMessage large = Place.builder("x".repeat(1_000_000)).build();
    try (JdbcOutbox full = JdbcOutbox.builder(Driven.sqlite(file, "max_page_count=60")).build();
        JdbcOutbox outbox = JdbcOutbox.embedded(file)) {
      Failures.of(Reason.STORAGE, () -> full.add(Submission.of(large)))
          .contains("the disk is full; make room");
      assertThat(outbox.find(large.id())).isEmpty();
      full.add(SUBMISSION);
      outbox.add(Submission.of(large));
      assertThat(outbox.claim(10, LEASE)).hasSize(2);
    }
  }

  @Test
  void aFileThatMayOnlyBeReadIsToldOf() {
    try (JdbcOutbox outbox = JdbcOutbox.embedded(file);
        JdbcOutbox reader = JdbcOutbox.builder(Driven.sqlite(file, "open_mode=1")).build()) {
      outbox.add(SUBMISSION);
      assertThat(reader.find(SUBMISSION.message().id())).isPresent();
      Failures.of(Reason.STORAGE, () -> reader.add(Submission.of(Place.message())))
          .contains("read-only");
      Failures.of(Reason.STORAGE, () -> reader.claim(1, LEASE)).contains("read-only");
    }
  }

  @Test
  void whatIsNoDatabaseIsToldOf() throws IOException {
    Files.writeString(file, "no database, but a text of some length ".repeat(100));
    Failures.of(Reason.STORAGE, () -> JdbcOutbox.embedded(file)).contains("damaged or no outbox");
  }

  @Test
  void aMissingFolderIsToldOf() {
    Path lost = folder.resolve("missing").resolve("outbox.db");
    Failures.of(Reason.STORAGE, () -> JdbcOutbox.embedded(lost)).contains("its folder must exist");
  }

  @Test
  void aFileThatIsTakenAwayIsMadeAnew() throws IOException {
    try (JdbcOutbox outbox = JdbcOutbox.embedded(file)) {
      outbox.add(SUBMISSION);
      Files.delete(file);
      Files.delete(folder.resolve("outbox.db-wal"));
      Files.delete(folder.resolve("outbox.db-shm"));
      outbox.add(Submission.of(Place.message()));
      try (JdbcOutbox other = JdbcOutbox.embedded(file)) {
        assertThat(other.claim(10, LEASE)).hasSize(1);
      }
    }
  }

  @Test
  void aFolderThatIsAwayForAWhileIsWaitedFor() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path away = folder.resolve("away");
    try (JdbcOutbox outbox = JdbcOutbox.embedded(inner.resolve("outbox.db"))) {
      outbox.add(SUBMISSION);
      Files.move(inner, away);
      Failures.of(Reason.STORAGE, () -> outbox.add(Submission.of(Place.message())))
          .contains("its folder must exist");
      Files.move(away, inner);
      assertThat(outbox.claim(10, LEASE)).hasSize(1);
    }
  }

  @Test
  void anOutboxThatIsClosedSaysSo() {
    JdbcOutbox outbox = JdbcOutbox.embedded(file);
    outbox.close();
    outbox.close();
    Failures.of(Reason.STORAGE, () -> outbox.add(SUBMISSION)).contains("it is closed");
  }

  @Test
  void aNameThatTheDriverWouldMisreadIsRefused() {
    assertThatThrownBy(() -> JdbcOutbox.embedded(folder.resolve("a?b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'?'");
  }
}
