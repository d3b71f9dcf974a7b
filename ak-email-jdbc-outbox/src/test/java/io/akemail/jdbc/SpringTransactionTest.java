package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** A connection that Spring holds for a transaction is one like any other. */
class SpringTransactionTest {
  private final Place place = Place.postgres();
  private final DataSource source = place.source();
  private final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(source));
  private final JdbcTemplate orders = new JdbcTemplate(source);
  private final String table = "orders_" + place.table();

  @Test
  void aMessageSharesTheFateOfTheTransactionOfTheThread() {
    orders.execute("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY)");
    EmailMessage first = Place.message();
    EmailMessage second = Place.message();
    try (JdbcOutbox outbox = place.outbox()) {
      transactions.executeWithoutResult(status -> order(outbox, first));
      assertThatThrownBy(() -> transactions.executeWithoutResult(status -> order(outbox, second)))
          .isInstanceOf(DuplicateKeyException.class);
      assertThat(outbox.claim(10, Duration.ofMinutes(1)))
          .singleElement()
          .returns(first.id(), claim -> claim.id());
      assertThat(outbox.find(second.id())).isEmpty();
    }
  }

  private void order(JdbcOutbox outbox, EmailMessage message) {
    Connection connection = DataSourceUtils.getConnection(source);
    try {
      outbox.enqueue(connection, message);
    } finally {
      DataSourceUtils.releaseConnection(connection, source);
    }
    orders.update("INSERT INTO " + table + " VALUES (1)");
  }

  @Test
  void aConnectionOfATransactionAwareSourceJoinsAsWell() {
    EmailMessage message = Place.message();
    DataSource aware = new TransactionAwareDataSourceProxy(source);
    try (JdbcOutbox outbox = place.outbox()) {
      transactions.executeWithoutResult(
          status -> {
            try (Connection connection = aware.getConnection()) {
              outbox.enqueue(connection, message);
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
            assertThat(outbox.find(message.id())).isEmpty();
            status.setRollbackOnly();
          });
      assertThat(outbox.find(message.id())).isEmpty();
    }
  }

  /** It would end the application's transaction with each statement of the outbox. */
  @Test
  void anOutboxOnATransactionAwareSourceIsRefused() {
    DataSource aware = new TransactionAwareDataSourceProxy(source);
    assertThatThrownBy(() -> JdbcOutbox.builder(aware))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the source behind it");
  }
}
