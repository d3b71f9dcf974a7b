package io.akemail.outbox;

import io.akemail.internal.TimeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Outboxes whose clock the test turns. */
public final class TestOutboxes {
  private TestOutboxes() {}

  /** An empty outbox with these limits, which reads the given clocks. */
  public static InMemoryOutbox at(
      LongSupplier nanos, InstantSource wall, InMemoryOutbox.Builder limits) {
    return limits.build(
        new TimeSource() {
          @Override
          public long nanos() {
            return nanos.getAsLong();
          }

          @Override
          public Instant instant() {
            return wall.instant();
          }
        });
  }
}
