package io.akemail.spi.http;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how long to wait, comparing an answer's times with that answer's own date only. */
final class Pauses {
  private static final long MAX_SECONDS = Duration.ofDays(365).toSeconds();
  private static final int MAX_DIGITS = 18;

  private Pauses() {}

  static @Nullable Duration retryAfter(Headers headers, @Nullable String value) {
    Long seconds = wholeNumber(value);
    if (seconds != null) {
      return pause(seconds);
    }
    Instant until = headers.getInstant("Retry-After");
    Instant sent = headers.getInstant("Date");
    return until == null || sent == null
        ? null
        : pause(until.getEpochSecond() - sent.getEpochSecond());
  }

  static @Nullable Duration untilUnixSeconds(Headers headers, @Nullable String value) {
    Long until = wholeNumber(value);
    Instant sent = headers.getInstant("Date");
    return until == null || sent == null ? null : pause(until - sent.getEpochSecond());
  }

  private static Duration pause(long seconds) {
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_SECONDS)));
  }

  /** Reads an optional minus and digits; a number too long to count with is as large as any. */
  private static @Nullable Long wholeNumber(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start) {
      return null;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    if (start == 1) {
      return 0L;
    }
    return text.length() > MAX_DIGITS ? Long.valueOf(Long.MAX_VALUE / 2) : Long.valueOf(text);
  }
}
