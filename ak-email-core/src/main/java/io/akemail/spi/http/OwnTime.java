package io.akemail.spi.http;

import io.akemail.internal.SystemTime;
import io.akemail.spi.SendContext;
import java.time.Duration;
import java.time.Instant;

/** The context of a call that is no attempt of a sender: its time ends, and nothing else does. */
final class OwnTime implements SendContext {
  private final long nanos;
  private final long deadline;

  OwnTime(Duration timeout) {
    this.nanos = timeout.toNanos();
    this.deadline = SystemTime.nanoTime() + timeout.toNanos();
  }

  long nanos() {
    return nanos;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - SystemTime.nanoTime()));
  }

  @Override
  public Instant now() {
    return SystemTime.wallClock().instant();
  }

  @Override
  public String idempotencyKey() {
    return "none";
  }

  @Override
  public boolean freshConnection() {
    return true;
  }

  @Override
  public boolean beginWriting() {
    return !isCancelled();
  }

  @Override
  public boolean isCancelled() {
    return remaining().isZero();
  }

  /** The client itself breaks the call off in time. */
  @Override
  public void onCancel(Runnable action) {}

  /** Constant. */
  @Override
  public String toString() {
    return "OwnTime";
  }
}
