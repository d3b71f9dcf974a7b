package io.akemail.spi.http;

import io.akemail.spi.SendContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** An attempt as the sender would offer it, in the hands of a test. */
final class TestContext implements SendContext {
  private enum Permit {
    OPEN,
    GIVEN,
    ABANDONED
  }

  private Permit permit = Permit.OPEN;
  private Runnable action;
  private boolean cancelled;
  private boolean fresh;
  private Duration remaining = Duration.ofSeconds(10);
  private final AtomicInteger asked = new AtomicInteger();

  /** Makes it ask for a new connection. */
  TestContext fresh() {
    fresh = true;
    return this;
  }

  TestContext remaining(Duration left) {
    remaining = left;
    return this;
  }

  /** What the sender does when the deadline comes first: no permit any more. */
  synchronized TestContext abandon() {
    if (permit == Permit.OPEN) {
      permit = Permit.ABANDONED;
    }
    return this;
  }

  /** What the sender does when the time is over: no permit any more, and the call broken off. */
  void cancel() {
    Runnable toRun;
    synchronized (this) {
      abandon();
      cancelled = true;
      toRun = action;
      action = null;
    }
    if (toRun != null) {
      toRun.run();
    }
  }

  /** How often the permit was asked for. */
  int asked() {
    return asked.get();
  }

  @Override
  public synchronized boolean beginWriting() {
    asked.incrementAndGet();
    if (permit != Permit.OPEN) {
      return false;
    }
    permit = Permit.GIVEN;
    return true;
  }

  @Override
  public void onCancel(Runnable toRun) {
    synchronized (this) {
      if (!cancelled) {
        action = toRun;
        return;
      }
    }
    toRun.run();
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Duration remaining() {
    return remaining;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public String idempotencyKey() {
    return "key";
  }

  @Override
  public boolean freshConnection() {
    return fresh;
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }
}
