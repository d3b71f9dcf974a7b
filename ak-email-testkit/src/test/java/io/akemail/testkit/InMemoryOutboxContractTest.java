package io.akemail.testkit;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.TurnedOutbox;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

class InMemoryOutboxContractTest extends OutboxContract {
  private @Nullable TurnedOutbox turned;

  @Override
  protected Outbox outbox(OutboxLimits limits) {
    if (turned == null) {
      turned = new TurnedOutbox(limits);
    }
    return turned.outbox();
  }

  @Override
  protected void pass(Duration span) {
    Objects.requireNonNull(turned).pass(span);
  }

  @Override
  protected void damage(MessageId id) {
    Objects.requireNonNull(turned).damage(id);
  }
}
