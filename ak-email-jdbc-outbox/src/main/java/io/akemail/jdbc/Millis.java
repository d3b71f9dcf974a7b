package io.akemail.jdbc;

import java.time.Duration;
import java.time.Instant;

/** Spans and times as whole milliseconds, held within what a sum with a clock can take. */
final class Millis {
  /** Far beyond any clock, and far below an overflow. */
  static final long NEVER = Long.MAX_VALUE / 8;

  private static final Duration LONGEST = Duration.ofMillis(NEVER);

  private Millis() {}

  /** Rounded up, so that a wait is never too short; negative becomes 0. */
  static long of(Duration span) {
    if (span.isNegative()) {
      return 0;
    }
    return span.compareTo(LONGEST) >= 0 ? NEVER : span.plusNanos(999_999).toMillis();
  }

  /** A point in time. */
  static long of(Instant time) {
    if (time.isAfter(Instant.ofEpochMilli(NEVER))) {
      return NEVER;
    }
    return Math.max(0, time.getEpochSecond() < 0 ? 0 : time.toEpochMilli());
  }
}
