package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.testkit.OutboxContract;
import io.akemail.testkit.OutboxLimits;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaContractTest extends OutboxContract {
  private final String table = RealMaria.table();
  private final Times times = new Times(RealMaria.source(), table);

  @Override
  protected Outbox outbox(OutboxLimits limits) {
    return Limited.by(limits, JdbcOutbox.builder(RealMaria.source()).createSchema())
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
