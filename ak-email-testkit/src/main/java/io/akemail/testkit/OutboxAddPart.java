package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxState;
import org.junit.jupiter.api.Test;

/** What becomes of a message that is added. */
abstract class OutboxAddPart extends OutboxPart {
  OutboxAddPart(OutboxContract contract) {
    super(contract);
  }

  @Test
  void whatWasAddedOutlivesTheOutboxThatItWasAddedTo() {
    Outbox one = open();
    EmailMessage message = added(one);
    one.close();
    one.close();
    Outbox two = open();
    assertThat(state(two, message.id())).isEqualTo(OutboxState.WAITING);
    assertThat(claimed(two).id()).isEqualTo(message.id());
  }
}
