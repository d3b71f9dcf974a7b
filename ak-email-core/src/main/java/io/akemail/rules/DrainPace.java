package io.akemail.rules;

/**
 * How fast a backlog is sent after an outage: slowly at first, since a provider that has just come
 * back is weak, twice as fast every 5 s, up to a top. Without a backlog there is no limit.
 *
 * <p>Not thread-safe.
 */
public final class DrainPace {
  private static final double NANOS = 1e9;
  private static final long STEP_NANOS = 5_000_000_000L;
  private static final int MOST_DOUBLINGS = 30;

  private final double first;
  private final double top;
  private boolean draining;
  private long began;
  private long filledAt;
  private double permits;

  /**
   * A pace without a limit yet.
   *
   * @param first permits a second at first, above zero
   * @param top permits a second at the most, not below the first
   */
  public DrainPace(double first, double top) {
    this.first = first;
    this.top = top;
  }

  /** A provider came back, or the process began: there may be a backlog. */
  public void recovers(long now) {
    draining = true;
    began = now;
    filledAt = now;
    permits = 1;
  }

  /** Nothing waits any more. */
  public void drained() {
    draining = false;
  }

  /** How many messages may be begun now, at most so many. */
  public int permits(long now, int most) {
    if (!draining) {
      return most;
    }
    double rate = rate(now);
    permits = Math.min(Math.max(1, rate), permits + (now - filledAt) * rate / NANOS);
    filledAt = now;
    return (int) Math.min(most, permits);
  }

  /** So many were begun. */
  public void take(int count) {
    permits -= draining ? count : 0;
  }

  /** How many nanoseconds until the next permit, as of the last {@link #permits}. */
  public long untilNext() {
    return draining && permits < 1 ? (long) Math.ceil((1 - permits) * NANOS / rate(filledAt)) : 0;
  }

  private double rate(long now) {
    int doublings = (int) Math.min(MOST_DOUBLINGS, (now - began) / STEP_NANOS);
    return Math.min(top, Math.scalb(first, doublings));
  }
}
