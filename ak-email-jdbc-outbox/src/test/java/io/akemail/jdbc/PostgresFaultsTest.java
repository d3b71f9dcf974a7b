package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import io.akemail.spi.ProviderId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that fails, or that fails to answer. */
class PostgresFaultsTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Place place = Place.postgres();
  private Cable cable;
  private JdbcOutbox outbox;

  @BeforeEach
  void connect() throws IOException {
    place.outbox().close();
    cable = new Cable(RealPostgres.port());
    outbox = JdbcOutbox.builder(source(cable.port())).table(place.table()).build();
  }

  @AfterEach
  void disconnect() throws IOException {
    outbox.close();
    cable.close();
  }

  private static Driven source(int port) {
    return source(port, "postgres", "");
  }

  private static Driven source(int port, String user, String more) {
    return new Driven(
        "jdbc:postgresql://localhost:%d/postgres?user=%s&password=hunter2&gssEncMode=disable%s"
            .formatted(port, user, more));
  }

  private void cut(String text, boolean carriedOut, boolean forGood) {
    cable.cutAt(new Cable.Cut(text, carriedOut, forGood));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageIsStoredOnceWhereTheAnswerToItsCommitWasLost(boolean carriedOut) {
    EmailMessage message = Place.message();
    cut("INSERT INTO", carriedOut, false);
    outbox.add(Submission.of(message));
    assertThat(outbox.claim(10, LEASE)).singleElement().returns(message.id(), Claim::id);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyKnowsWhetherItIsStoredWhereTheServerIsGoneAfterThat(boolean carriedOut) {
    EmailMessage message = Place.message();
    cut("INSERT INTO", carriedOut, true);
    Failures.of(Reason.UNCERTAIN, () -> outbox.add(Submission.of(message)))
        .contains("adding the same message again is safe")
        .doesNotContain("hunter2", "ada@", "localhost", message.id().value());
    cable.mend();
    assertThat(outbox.find(message.id()).isPresent()).isEqualTo(carriedOut);
    outbox.add(Submission.of(message));
    assertThat(outbox.claim(10, LEASE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameHoldsForAConnectionWithAutoCommit(boolean carriedOut) throws SQLException {
    EmailMessage message = Place.message();
    try (Connection connection = source(cable.port()).getConnection()) {
      cut("INSERT INTO", carriedOut, false);
      outbox.enqueue(connection, message);
    }
    assertThat(outbox.claim(10, LEASE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMarkAndASettlementAreMadeOnceMore(boolean carriedOut) {
    outbox.add(Submission.of(Place.message()));
    Claim claim = outbox.claim(1, LEASE).get(0);
    cut("UPDATE", carriedOut, false);
    assertThat(outbox.mark(claim, new Mark(ProviderId.of("a"), 1, List.of(), LEASE))).isTrue();
    cut("UPDATE", carriedOut, false);
    Settlement end = Settlement.ended(OutboxState.FAILED, 1, List.of(), "refused");
    assertThat(outbox.settle(claim, end)).isTrue();
    assertThat(outbox.settle(claim, end)).isFalse();
    assertThat(outbox.find(claim.id())).get().returns(OutboxState.FAILED, e -> e.state());
  }

  @Test
  void aServerThatIsAwayIsToldOfAndUsedAgainWhenItIsBack() {
    EmailMessage message = Place.message();
    outbox.add(Submission.of(message));
    cut("UPDATE", false, true);
    Failures.of(Reason.STORAGE, () -> outbox.claim(1, LEASE)).contains("out of reach");
    Failures.of(Reason.STORAGE, () -> outbox.add(Submission.of(Place.message())))
        .contains("out of reach", "SQLState 08")
        .doesNotContain("hunter2", "localhost", String.valueOf(cable.port()));
    Failures.of(Reason.STORAGE, outbox::counts).contains("out of reach");
    cable.mend();
    assertThat(outbox.claim(1, LEASE)).hasSize(1);
  }

  @Test
  void aTransactionWhoseConnectionIsEndedLeavesNothing() throws SQLException {
    EmailMessage message = Place.message();
    try (Connection connection = source(cable.port()).getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message);
      int process = Statements.first(connection, "SELECT pg_backend_pid()", row -> row.getInt(1));
      place.run("SELECT pg_terminate_backend(" + process + ")");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      Failures.of(Reason.STORAGE, () -> outbox.enqueue(connection, Place.message()))
          .contains("out of reach");
    }
    assertThat(outbox.find(message.id())).isEmpty();
  }

  @Test
  void aLockThatSomebodyHoldsMakesNobodyWaitButHimself() throws SQLException {
    EmailMessage held = Place.message();
    outbox.add(Submission.of(held));
    EmailMessage other = Place.message();
    outbox.add(Submission.of(other));
    try (Connection connection = source(cable.port()).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "SELECT 1 FROM %s WHERE id = '%s' FOR UPDATE"
              .formatted(place.table(), held.id().value()));
      assertThat(outbox.claim(10, LEASE)).singleElement().returns(other.id(), Claim::id);
      connection.commit();
    }
    assertThat(outbox.claim(10, LEASE)).singleElement().returns(held.id(), Claim::id);
  }

  @Test
  void aDatabaseThatMayOnlyBeReadIsToldOf() {
    Driven source =
        source(cable.port(), "postgres", "&options=-c%20default_transaction_read_only=on");
    try (JdbcOutbox reader = JdbcOutbox.builder(source).table(place.table()).build()) {
      Failures.of(Reason.STORAGE, () -> reader.add(Submission.of(Place.message())))
          .contains("the database is read-only", "SQLState 25006");
    }
  }

  @Test
  void aUserWithoutRightsIsToldOf() {
    place.run("CREATE ROLE guest_" + place.table() + " LOGIN");
    Driven source = source(cable.port(), "guest_" + place.table(), "");
    Failures.of(Reason.STORAGE, () -> JdbcOutbox.builder(source).table(place.table()).build())
        .contains("lacks a right", "SQLState 42501")
        .doesNotContain("guest_");
  }
}
