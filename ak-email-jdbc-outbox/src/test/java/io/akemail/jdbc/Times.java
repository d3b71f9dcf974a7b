package io.akemail.jdbc;

import io.akemail.message.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Lets time go by for outboxes of one table, and damages records of it. */
final class Times implements LongSupplier {
  private final DataSource source;
  private final String table;
  private final AtomicLong passed = new AtomicLong();

  Times(DataSource source, String table) {
    this.source = source;
    this.table = table;
  }

  @Override
  public long getAsLong() {
    return System.nanoTime() + passed.get();
  }

  /** All times of the table are set back. */
  void pass(Duration span) {
    passed.addAndGet(span.toNanos());
    String back =
        "UPDATE %1$s SET claimable_at = claimable_at - %2$d, added_at = added_at - %2$d, changed_at = changed_at - %2$d, due_at = due_at - %2$d, expires_at = expires_at - %2$d, deliver_before = deliver_before - %2$d, marked_at = marked_at - %2$d, doubts_at = doubts_at - %2$d";
    run(back.formatted(table, span.toMillis()));
  }

  void damage(MessageId id) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE " + table + " SET content = ? WHERE id = ?")) {
      statement.setBytes(1, new byte[] {1, 2, 3});
      statement.setString(2, id.value());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void run(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
