package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.testkit.OutboxContract;
import io.akemail.testkit.OutboxLimits;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2ContractTest extends OutboxContract {
  private final DataSource source = memory();
  private final String table = "outbox";
  private final Times times = new Times(source, table);

  private static DataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  @Override
  protected Outbox outbox(OutboxLimits limits) {
    return Limited.by(limits, JdbcOutbox.builder(source).createSchema())
        .table(table)
        .nanos(times)
        .build();
  }

  @Override
  protected void pass(Duration span) {
    times.pass(span);
  }

  @Override
  protected void damage(MessageId id) {
    times.damage(id);
  }
}
