package io.akemail.examples.operator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write and read them. */
public final class Spans {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private Spans() {}

  /**
   * Reads {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, or ISO 8601 such as {@code PT15M}.
   *
   * @throws IllegalArgumentException if it is none of these, or not above zero and at most 365 days
   */
  public static Duration parse(String text) {
    Duration span = read(text.strip().toLowerCase(Locale.ROOT));
    if (span.isNegative() || span.isZero() || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration: must be above zero and at most 365 days");
    }
    return span;
  }

  private static Duration read(String text) {
    Matcher parts = SHORT.matcher(text);
    if (!parts.matches()) {
      return readIso(text);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Duration readIso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("duration: must be like 90s, 15m, 2h, 1d or PT15M", e);
    }
  }

  /** Such as {@code 2.3 s}, {@code 4 min 10 s}, {@code 1 h 5 min}. */
  public static String text(Duration span) {
    if (span.isNegative()) {
      return "0 s";
    }
    long seconds = span.toSeconds();
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
    return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
  }
}
