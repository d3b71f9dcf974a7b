package io.akemail.rules;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long an instance by itself leaves a provider alone: twice as long after each trip, and half
 * as long again for each minute without one. Not thread-safe.
 */
final class DeadPeriods {
  static final int MAX_MULTIPLIER = 8;
  private static final long DECAY_NANOS = Duration.ofMinutes(1).toNanos();

  private final HealthRules rules;
  private final RandomGenerator random;
  private int multiplier;
  private long trippedAt;

  DeadPeriods(HealthRules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /** The period that begins with a trip now. */
  Duration next(long now) {
    if (multiplier > 0) {
      multiplier = (int) Math.max(0, multiplier - (now - trippedAt) / DECAY_NANOS);
    }
    trippedAt = now;
    Duration dead = Durations.doubled(rules.deadPeriod(), multiplier, rules.maxDeadPeriod());
    multiplier = Math.min(MAX_MULTIPLIER, multiplier + 1);
    return Durations.equalJitter(dead, random);
  }
}
