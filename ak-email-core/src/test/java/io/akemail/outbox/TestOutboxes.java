package io.akemail.outbox;

import io.akemail.internal.TimeSource;

/** Outboxes whose clock the test turns. */
public final class TestOutboxes {
  private TestOutboxes() {}

  /** An empty outbox with these limits, which reads the given clock. */
  public static InMemoryOutbox at(TimeSource time, InMemoryOutbox.Builder limits) {
    return limits.build(time);
  }
}
