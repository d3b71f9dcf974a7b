package io.akemail.rules;

import java.time.Duration;

/**
 * Whether the shared store is called at all: three failures in a row give it a rest of half a
 * second, doubled with each further one. Not thread-safe.
 */
public final class StoreRest {
  private static final int FAILURES = 3;
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int failures;
  private long restUntil;

  /** How long it still rests, in nanoseconds; zero or below if it may be called. */
  public long restNanos(long now) {
    return isResting() ? restUntil - now : 0;
  }

  /** Whether it failed so often that the others are out of touch. */
  public boolean isResting() {
    return failures >= FAILURES;
  }

  /** The store showed a sign of life: it may be called now. */
  public void end(long now) {
    restUntil = now;
  }

  /** A call succeeded. */
  public void succeeded() {
    failures = 0;
  }

  /** A call failed. */
  public void failed(long now) {
    failures = Math.min(failures + 1, FAILURES + 20);
    restUntil = now + Durations.doubled(FIRST, failures - FAILURES, LONGEST).toNanos();
  }
}
