package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables: made, checked, told of. */
class SchemaTest {
  @TempDir private Path folder;

  private Place place(Dialect dialect) {
    return Place.of(dialect, folder);
  }

  private static void storageFails(ThrowingCallable call, String... texts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OutboxException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORAGE))
        .hasMessageContainingAll(texts);
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void aMissingTableIsToldTogetherWithTheStatementsThatMakeIt(Dialect dialect) {
    Place place = place(dialect);
    storageFails(
        () -> JdbcOutbox.builder(place.source()).table("mails").build(),
        "a table is missing",
        "createSchema()",
        dialect.product + " database",
        "CREATE TABLE IF NOT EXISTS mails (",
        "CREATE TABLE IF NOT EXISTS mails_schema (");
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#servers")
  void aTableThatIsDroppedLaterIsToldOfInTheSameWay(Dialect dialect) {
    Place place = place(dialect);
    try (JdbcOutbox outbox = place.outbox()) {
      place.run("DROP TABLE $TABLE");
      Submission submission = Submission.of(Place.message());
      storageFails(() -> outbox.add(submission), "CREATE TABLE");
      storageFails(() -> outbox.claim(1, Duration.ofMinutes(1)), "CREATE TABLE");
      storageFails(outbox::counts, "CREATE TABLE");
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void theStatementsThatAreToldMakeTheTables(Dialect dialect) {
    Place place = place(dialect);
    for (String sql : JdbcOutbox.schema(dialect.product).split(";", -1)) {
      if (!sql.isBlank()) {
        place.run(sql);
      }
    }
    EmailMessage message = Place.message();
    try (JdbcOutbox outbox = JdbcOutbox.builder(place.source()).build()) {
      outbox.add(Submission.of(message));
      assertThat(outbox.find(message.id())).isPresent();
      assertThat(outbox.schema()).isEqualTo(JdbcOutbox.schema(dialect.product));
    } finally {
      place.run("DROP TABLE ak_email_outbox");
      place.run("DROP TABLE ak_email_outbox_schema");
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void tablesOfAnotherVersionAreRefusedWithBothVersions(Dialect dialect) {
    Place place = place(dialect);
    place.outbox().close();
    place.run("UPDATE $TABLE_schema SET version = 99");
    storageFails(place::outbox, "schema version 99", "works with 1", place.table());
    place.run("DELETE FROM $TABLE_schema");
    storageFails(
        () -> JdbcOutbox.builder(place.source()).table(place.table()).build(),
        "schema version unknown");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "H2"})
  void theTableMayBeInASchema(Dialect dialect) {
    Place place = place(dialect);
    String schema = "mail_" + place.table();
    place.run("CREATE SCHEMA " + schema);
    EmailMessage message = Place.message();
    try (JdbcOutbox outbox =
        JdbcOutbox.builder(place.source()).table(schema + ".out").createSchema().build()) {
      outbox.add(Submission.of(message));
      assertThat(outbox.claim(1, Duration.ofMinutes(1))).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void manyMayMakeTheTablesAtOnce(Dialect dialect) {
    Place place = place(dialect);
    List<JdbcOutbox> outboxes =
        IntStream.range(0, 8).parallel().mapToObj(i -> place.outbox()).toList();
    outboxes.forEach(JdbcOutbox::close);
    assertThat(outboxes).hasSize(8);
  }

  @Test
  void anUnknownDatabaseIsRefusedByName() {
    assertThatThrownBy(() -> JdbcOutbox.schema("Oracle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the outbox cannot be kept in Oracle: supported are SQLite, PostgreSQL, MariaDB,"
                + " H2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a;b", "a\"b", "a'b", "1a", "a.b.c", ".a", "a.", "a-b", "\u00e4"})
  void aTableOfAnotherFormIsRefused(String name) {
    assertThatThrownBy(() -> JdbcOutbox.builder(folder.resolve("a.db")).table(name).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table: ");
  }

  @Test
  void allWrongSettingsAreNamedAtOnce() {
    JdbcOutbox.Builder builder =
        JdbcOutbox.builder(folder.resolve("a.db"))
            .maxMessages(0)
            .maxBytes(0)
            .maxMessageBytes(0)
            .timeToLive(Duration.ZERO)
            .keepSent(Duration.ofDays(-1))
            .table("");
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "maxMessages: ",
            "maxBytes: ",
            "maxMessageBytes: ",
            "timeToLive: ",
            "keepSent: ",
            "table: ");
  }
}
