package io.akemail.jdbc;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.testkit.OutboxContract;
import io.akemail.testkit.OutboxLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest extends OutboxContract {
  @TempDir private Path folder;
  private Path file;
  private Times times;

  @BeforeEach
  void makeEmpty() {
    file = folder.resolve("outbox.db");
    times = new Times(Driven.sqlite(file), Table.DEFAULT_NAME);
  }

  @Override
  protected Outbox outbox(OutboxLimits limits) {
    return Limited.by(limits, JdbcOutbox.builder(file)).nanos(times).build();
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
