package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.testkit.OutboxContract;
import io.akemail.testkit.OutboxLimits;
import java.time.Duration;
import javax.sql.DataSource;

class H2ContractTest extends OutboxContract {
  private final DataSource source = Driven.memory();
  private final String table = "outbox";
  private final Times times = new Times(source, table);

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
