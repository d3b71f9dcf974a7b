package io.akemail.rules;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a message waits after rounds of failed attempts: doubled with each round, a fifth more
 * or less by chance, so that what failed together does not come back together.
 *
 * @param first after the first round
 * @param longest the most, before chance
 */
public record BackOff(Duration first, Duration longest) {
  private static final double LEAST_SHARE = 0.8;
  private static final double SPREAD = 0.4;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after so many rounds.
   *
   * @param rounds at least 1
   */
  public Duration after(int rounds, RandomGenerator random) {
    int doublings = Math.min(MOST_DOUBLINGS, rounds - 1);
    double doubled = Math.scalb((double) first.toMillis(), doublings);
    double millis = Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (LEAST_SHARE + SPREAD * random.nextDouble())));
  }
}
