package io.akemail;

/**
 * How much a relay may claim after an outage, reckoned from what is stated and apart from the code
 * that keeps to it.
 */
final class SimPace {
  private static final double SECOND = 1e9;
  private static final double STEP_SECONDS = 5;

  private final double firstRate;
  private final double topRate;
  private boolean wasUsable;
  private boolean returns;
  private boolean draining;
  private long since;
  private int taken;

  SimPace(double firstRate, double topRate) {
    this.firstRate = firstRate;
    this.topRate = topRate;
  }

  /** The relay looks, and some provider is in use, or none is. */
  void looks(boolean usable) {
    returns = usable && !wasUsable;
    wasUsable &= usable;
  }

  /** What waits was made due, since a provider came back. */
  void hastens(long now) {
    if (returns) {
      returns = false;
      wasUsable = true;
      draining = true;
      since = now;
      taken = 0;
    }
  }

  /** Whether it may take so many more now; fewer than it asked for means that nothing waits. */
  boolean takes(int count, int most, long now) {
    taken += count;
    double seconds = (now - since) / SECOND;
    double rate = Math.min(topRate, firstRate * Math.pow(2, Math.floor(seconds / STEP_SECONDS)));
    boolean allowed = !draining || taken <= 1 + rate * seconds + 1e-6;
    draining &= count == most;
    return allowed;
  }
}
