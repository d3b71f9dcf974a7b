package io.akemail.rules;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Arithmetic of spans that back off. */
final class Durations {
  private static final int MAX_DOUBLINGS = 20;

  private Durations() {}

  static Duration clamp(Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0) {
      return least;
    }
    return value.compareTo(most) > 0 ? most : value;
  }

  /** Drawn evenly between half of the span and all of it. */
  static Duration equalJitter(Duration span, RandomGenerator random) {
    long nanos = span.toNanos();
    return Duration.ofNanos(nanos / 2 + (long) (random.nextDouble() * (nanos - nanos / 2)));
  }

  /** The span doubled so many times, at most the given one. */
  static Duration doubled(Duration span, int times, Duration most) {
    Duration result = span.multipliedBy(1L << Math.max(0, Math.min(times, MAX_DOUBLINGS)));
    return result.compareTo(most) > 0 ? most : result;
  }
}
