package io.akemail.examples.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Texts {
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Texts() {}

  /** Such as {@code 0.4 ms}, {@code 268 ms}, {@code 10.0 s}; a dash for what never came. */
  public static String span(long nanos) {
    if (nanos < 0) {
      return "never";
    }
    if (nanos < 10 * MILLI) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / MILLI);
    }
    return nanos < SECOND ? Math.round(nanos / MILLI) + " ms" : two(nanos / SECOND) + " s";
  }

  /** Seconds, with as many digits as are needed: {@code 10 s}, {@code 1.5 s}. */
  public static String seconds(long nanos) {
    double value = nanos / SECOND;
    return value == Math.rint(value) ? (long) value + " s" : one(value) + " s";
  }

  static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** With commas: {@code 1,650}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The words of a text in lines of at most so many characters, each after an indent. */
  public static List<String> wrapped(String text, int indent, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && indent + line.length() + 1 + word.length() > width) {
        lines.add(" ".repeat(indent) + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(" ".repeat(indent) + line);
    return lines;
  }

  /** The provider's own spelling of its name. */
  public static String name(String provider) {
    return switch (provider) {
      case Recording.FIRST -> "SendGrid";
      case Recording.SECOND -> "SparkPost";
      default -> provider;
    };
  }
}
