package io.akemail.internal;

import java.time.Duration;

/** Spans of time in words for people. */
public final class Spans {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Spans() {}

  /**
   * The span in its two largest units, cut down: {@code 45 s}, {@code 12 min}, {@code 3 h 5 min},
   * {@code 2 d 4 h}; seconds only below two minutes.
   */
  public static String words(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    } else if (seconds < HOUR) {
      return seconds / MINUTE + " min";
    } else if (seconds < DAY) {
      return seconds / HOUR + " h" + rest(seconds % HOUR / MINUTE, " min");
    }
    return seconds / DAY + " d" + rest(seconds % DAY / HOUR, " h");
  }

  private static String rest(long count, String unit) {
    return count == 0 ? "" : " " + count + unit;
  }
}
