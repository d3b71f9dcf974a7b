package io.akemail.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application enqueues in its own transactions, and another process relays all the time. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HostCommitsTest {
  private static final int TRANSACTIONS = 200;

  @TempDir private Path folder;

  private final List<String> committed = new ArrayList<>();
  private final List<String> rolledBack = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void whatIsCommittedIsSentAndWhatIsRolledBackNeverIs(Place.Kind kind) throws Exception {
    Random random = new Random(1);
    try (Relays relays = new Relays(kind, folder)) {
      relays.start(1);
      for (int i = 0; i < TRANSACTIONS; i++) {
        transaction(relays, random);
      }
      relays.awaitTaken(committed.size());
      relays.awaitDrained();
      relays.stopAll();
      assertThat(relays.rows()).containsOnlyKeys(committed);
      assertThat(relays.rows().values()).allMatch(entry -> entry.state() == OutboxState.SENT);
      assertThat(relays.ledger.stories())
          .allMatch(story -> story.copies == 1)
          .extracting(story -> story.id)
          .containsExactlyInAnyOrderElementsOf(committed)
          .doesNotContainAnyElementsOf(rolledBack);
      assertThat(orders(relays)).isEqualTo(committed.size());
    }
  }

  /** One order and its mail, both or none. */
  private void transaction(Relays relays, Random random) throws SQLException {
    EmailMessage message = SenderMain.message(DeliveryGuarantee.AT_LEAST_ONCE);
    try (Connection connection = relays.place.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS orders (id VARCHAR(100))");
      connection.setAutoCommit(false);
      if (relays.place instanceof Place.InFile) {
        statement.execute("PRAGMA busy_timeout = 20000");
      }
      statement.executeUpdate("INSERT INTO orders VALUES ('" + message.id().value() + "')");
      relays.outbox.enqueue(connection, message);
      if (random.nextInt(10) == 0) {
        assertThat(relays.outbox.find(message.id())).as("seen by others").isEmpty();
      }
      if (random.nextBoolean()) {
        connection.commit();
        committed.add(message.id().value());
      } else {
        connection.rollback();
        rolledBack.add(message.id().value());
      }
    }
  }

  private static int orders(Relays relays) throws SQLException {
    try (Connection connection = relays.place.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
