package io.akemail.rules;

import java.time.Duration;

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

  /** The span doubled so many times, at most the given one. */
  static Duration doubled(Duration span, int times, Duration most) {
    Duration result = span.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
    return result.compareTo(most) > 0 ? most : result;
  }
}
