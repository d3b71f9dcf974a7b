package io.akemail.testkit;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Outbox} must pass: a test of an own implementation extends this class, makes
 * outboxes and lets time go by for them.
 *
 * <pre>{@code
 * class MyOutboxContractTest extends OutboxContract {
 *   private final MyStorage storage = MyStorage.empty();
 *
 *   @Override
 *   protected Outbox outbox(OutboxLimits limits) {
 *     return MyOutbox.builder(storage).maxMessages(limits.maxMessages())...build();
 *   }
 *
 *   @Override
 *   protected void pass(Duration span) {
 *     storage.clock().advance(span);
 *   }
 *
 *   @Override
 *   protected void damage(MessageId id) {
 *     storage.overwriteContent(id);
 *   }
 * }
 * }</pre>
 *
 * <p>The spans that the tests let go by are at least a second, and what they expect after one may
 * be off by half a minute, so that a slow machine fails none of them.
 */
public abstract class OutboxContract {
  private final List<Outbox> opened = new CopyOnWriteArrayList<>();

  /** For subclasses. */
  protected OutboxContract() {}

  /**
   * An outbox that is ready to be called. All outboxes of one test share one storage, which is
   * empty when the test begins, and are asked for with the same limits; each is closed after the
   * test. An outbox that is its own storage may be given again.
   */
  protected abstract Outbox outbox(OutboxLimits limits);

  /**
   * Lets so much time go by for the outboxes, without waiting for it: their clock is set forward,
   * or all times in the storage are set back, those of doubts included. Called between the calls of
   * an outbox, never during one.
   */
  protected abstract void pass(Duration span);

  /** Makes the stored bytes of a message unreadable, as a failing disk may. */
  protected abstract void damage(MessageId id);

  final Outbox open(OutboxLimits limits) {
    Outbox outbox = outbox(limits);
    opened.add(outbox);
    return outbox;
  }

  @AfterEach
  final void closeOutboxes() {
    opened.forEach(Outbox::close);
  }

  /** Adding. */
  @Nested
  class Adding extends OutboxAddPart {
    Adding() {
      super(OutboxContract.this);
    }
  }

  /** What may wait at most. */
  @Nested
  class Limits extends OutboxLimitsPart {
    Limits() {
      super(OutboxContract.this);
    }
  }

  /** Claiming. */
  @Nested
  class Claiming extends OutboxClaimPart {
    Claiming() {
      super(OutboxContract.this);
    }
  }

  /** Crashes and damage. */
  @Nested
  class Crashes extends OutboxCrashPart {
    Crashes() {
      super(OutboxContract.this);
    }
  }

  /** Ends, and further rounds. */
  @Nested
  class Settling extends OutboxSettlePart {
    Settling() {
      super(OutboxContract.this);
    }
  }

  /** Sending again by hand. */
  @Nested
  class Retrying extends OutboxRetryPart {
    Retrying() {
      super(OutboxContract.this);
    }
  }

  /** Looking, and deleting. */
  @Nested
  class People extends OutboxPeoplePart {
    People() {
      super(OutboxContract.this);
    }
  }
}
