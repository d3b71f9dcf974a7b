package io.akemail.outbox;

import io.akemail.internal.TimeSource;
import io.akemail.message.MessageId;
import io.akemail.testkit.OutboxLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** An outbox in memory, whose clock is turned and whose bytes are damaged by the test. */
public final class TurnedOutbox {
  private final AtomicLong passed = new AtomicLong();
  private final InMemoryOutbox outbox;

  /** An empty one. */
  public TurnedOutbox(OutboxLimits limits) {
    this.outbox =
        InMemoryOutbox.builder()
            .maxMessages(limits.maxMessages())
            .maxBytes(limits.maxBytes())
            .maxMessageBytes(limits.maxMessageBytes())
            .timeToLive(limits.timeToLive())
            .keepSent(limits.keepSent())
            .build(new Turned());
  }

  /** The outbox itself. */
  public InMemoryOutbox outbox() {
    return outbox;
  }

  /** Turns its clock. */
  public void pass(Duration span) {
    passed.addAndGet(span.toNanos());
  }

  /** Damages what is stored. */
  public void damage(MessageId id) {
    outbox.damage(id);
  }

  private final class Turned implements TimeSource {
    @Override
    public long nanos() {
      return SYSTEM.nanos() + passed.get();
    }

    @Override
    public Instant instant() {
      return SYSTEM.instant().plusNanos(passed.get());
    }
  }
}
