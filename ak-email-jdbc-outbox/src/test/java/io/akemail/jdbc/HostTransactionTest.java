package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message in the application's own transaction shares its fate. */
class HostTransactionTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private Place place(Dialect dialect) {
    Place place = Place.of(dialect, folder);
    place.run("CREATE TABLE orders_" + place.table() + " (id INTEGER PRIMARY KEY)");
    return place;
  }

  private static void order(Place place, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO orders_" + place.table() + " VALUES (1)");
    }
  }

  private static boolean isOrdered(Place place) throws SQLException {
    try (Connection connection = place.source().getConnection()) {
      return Statements.first(
              connection, "SELECT id FROM orders_" + place.table(), row -> row.getInt(1))
          != null;
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void isThereAfterTheCommitAndNotBefore(Dialect dialect) throws SQLException {
    Place place = place(dialect);
    EmailMessage message = Place.message();
    try (JdbcOutbox outbox = place.outbox();
        Connection connection = place.source().getConnection()) {
      connection.setAutoCommit(false);
      order(place, connection);
      outbox.enqueue(connection, message);
      assertThat(outbox.find(message.id())).isEmpty();
      assertThat(isOrdered(place)).isFalse();
      connection.commit();
      assertThat(outbox.claim(1, LEASE)).singleElement().returns(message.id(), c -> c.id());
      assertThat(isOrdered(place)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void wasNeverThereAfterARollback(Dialect dialect) throws SQLException {
    Place place = place(dialect);
    EmailMessage message = Place.message();
    try (JdbcOutbox outbox = place.outbox();
        Connection connection = place.source().getConnection()) {
      connection.setAutoCommit(false);
      order(place, connection);
      outbox.enqueue(connection, message);
      connection.rollback();
      assertThat(outbox.find(message.id())).isEmpty();
      assertThat(outbox.claim(1, LEASE)).isEmpty();
      assertThat(isOrdered(place)).isFalse();
      outbox.enqueue(connection, message);
      connection.commit();
      assertThat(outbox.find(message.id())).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void isThereAtOnceWithAutoCommit(Dialect dialect) throws SQLException {
    Place place = place(dialect);
    EmailMessage message = Place.message();
    try (JdbcOutbox outbox = place.outbox();
        Connection connection = place.source().getConnection()) {
      outbox.enqueue(connection, message);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.isClosed()).isFalse();
      assertThat(outbox.find(message.id())).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void aRefusedMessageLeavesTheTransactionAsItWas(Dialect dialect) throws SQLException {
    Place place = place(dialect);
    try (JdbcOutbox outbox = place.builder().maxMessages(2).maxMessageBytes(4000).build();
        Connection connection = place.source().getConnection()) {
      EmailMessage failed = Place.message();
      outbox.add(Submission.of(failed));
      outbox.settle(
          outbox.claim(1, LEASE).get(0),
          Settlement.ended(OutboxState.FAILED, 1, List.of(), "refused"));
      outbox.add(Submission.of(Place.builder("one").dedupeKey("order 1").build()));
      connection.setAutoCommit(false);
      order(place, connection);
      refused(outbox, connection, failed, Reason.DUPLICATE);
      EmailMessage same = Place.builder("two").dedupeKey("order 1").build();
      refused(outbox, connection, same, Reason.DUPLICATE);
      refused(outbox, connection, Place.builder("x".repeat(5000)).build(), Reason.TOO_LARGE);
      EmailMessage second = Place.message();
      outbox.enqueue(connection, second);
      outbox.enqueue(connection, second);
      refused(outbox, connection, Place.message(), Reason.FULL);
      connection.commit();
      assertThat(outbox.find(second.id())).isPresent();
      assertThat(isOrdered(place)).isTrue();
    }
  }

  private static void refused(
      JdbcOutbox outbox, Connection connection, EmailMessage message, Reason reason) {
    assertThatThrownBy(() -> outbox.enqueue(connection, message))
        .isInstanceOfSatisfying(
            OutboxException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void aConnectionToAnotherKindOfDatabaseIsRefusedByName() throws SQLException {
    try (JdbcOutbox outbox = Place.sqlite(folder).outbox();
        Connection connection = Place.h2().source().getConnection()) {
      assertThatThrownBy(() -> outbox.enqueue(connection, Place.message()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("connection: leads to H2, and this outbox is in SQLite");
    }
  }
}
