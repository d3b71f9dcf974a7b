package io.akemail.redis;

import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values are spelled in Redis: short, printable ASCII, spans in milliseconds. */
final class Words {
  static final String ENDLESS = "inf";

  private static final Pattern PLAIN = Pattern.compile("[!-~]{0,128}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final long MOST_MILLIS = Duration.ofDays(36_500).toMillis();
  private static final Map<Kind, String> VOTES =
      Map.of(Kind.BAD_PROVIDER, "P", Kind.BAD_LOCAL, "L", Kind.GOOD, "K");

  private Words() {}

  static boolean isPlain(String value) {
    return PLAIN.matcher(value).matches();
  }

  /** A value that is to be stored. */
  static String plain(String value, String field) {
    if (!isPlain(value)) {
      throw new IllegalArgumentException(
          field + ": must be at most 128 printable ASCII characters without a space");
    }
    return value;
  }

  /** A number that was stored, or null if it is none. */
  static @Nullable Long number(String value) {
    return NUMBER.matcher(value).matches() ? Long.valueOf(value) : null;
  }

  /** Whole milliseconds, rounded up; empty for a span without end. */
  static String span(@Nullable Duration span) {
    return span == null ? "" : Long.toString(Math.max(1, millis(span)));
  }

  /** Whole milliseconds, rounded up; those of a span that is over are negative. */
  static long millis(Duration span) {
    if (span.abs().compareTo(Duration.ofMillis(MOST_MILLIS)) > 0) {
      return span.isNegative() ? -MOST_MILLIS : MOST_MILLIS;
    }
    return span.plusNanos(999_999).toMillis();
  }

  /** How long a record is kept: for some time after what it says is over. */
  static String kept(SharedHealth record) {
    return Long.toString(Math.max(1, millis(record.remaining()) + KEPT.toMillis()));
  }

  static String phase(Phase phase) {
    return phase == Phase.RAMPING ? "RAMP" : phase.name();
  }

  /** The phase of that name, or null. */
  static @Nullable Phase phase(String name) {
    return switch (name) {
      case "UP" -> Phase.UP;
      case "DOWN" -> Phase.DOWN;
      case "RAMP" -> Phase.RAMPING;
      default -> null;
    };
  }

  /** An instance's vote as a member of the set. */
  static String vote(String instance, Kind kind) {
    return instance + "|" + VOTES.get(kind);
  }

  /** What the member says, or null. */
  static @Nullable Kind vote(String member) {
    int bar = member.lastIndexOf('|');
    return VOTES.entrySet().stream()
        .filter(vote -> bar >= 0 && vote.getValue().equals(member.substring(bar + 1)))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(null);
  }

  /** The three members of which an instance has one. */
  static String[] votes(String instance) {
    return VOTES.keySet().stream().map(kind -> vote(instance, kind)).toArray(String[]::new);
  }
}
