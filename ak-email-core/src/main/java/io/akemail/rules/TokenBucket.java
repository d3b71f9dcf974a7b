package io.akemail.rules;

/** So many permits a second, with a small store for bursts. Not thread-safe. */
public final class TokenBucket {
  private final double perNano;
  private final double capacity;
  private double tokens;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param perSecond permits gained in a second
   * @param burst the most permits it holds, at least 1
   * @param now monotonic nanoseconds
   */
  public TokenBucket(double perSecond, double burst, long now) {
    this.perNano = perSecond / 1e9;
    this.capacity = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** Adds permits beside those that time brings. */
  public void add(double permits) {
    tokens = Math.min(capacity, tokens + permits);
  }

  /** Takes one permit if there is one. */
  public boolean tryTake(long now) {
    if (now - filledAt > 0) { // a thread may bring a time read before another's
      tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
      filledAt = now;
    }
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
