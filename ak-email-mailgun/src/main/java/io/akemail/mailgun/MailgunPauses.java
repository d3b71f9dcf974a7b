package io.akemail.mailgun;

import io.akemail.spi.http.HttpAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a limit ends, which stands in the text only: {@code try again after 120 seconds}, or
 * {@code try again after Mon, 20 Dec 2021 20:33:21 UTC}, which is taken relative to the answer's
 * own {@code Date}, so that no two clocks are compared.
 */
final class MailgunPauses {
  private static final String AFTER = "try again after ";
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MAX_DIGITS = 9;

  private MailgunPauses() {}

  /** The pause; null if the answer tells none that can be read. */
  static @Nullable Duration told(HttpAnswer answer, String message) {
    int at = message.indexOf(AFTER);
    Duration told = at < 0 ? null : after(message.substring(at + AFTER.length()).strip(), answer);
    Duration pause = told != null ? told : answer.retryAfter().orElse(null);
    if (pause == null || pause.isNegative()) {
      return pause == null ? null : Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static @Nullable Duration after(String text, HttpAnswer answer) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits > 0) {
      boolean seconds = text.startsWith(" second", digits) && digits <= MAX_DIGITS;
      return seconds ? Duration.ofSeconds(Long.parseLong(text.substring(0, digits))) : null;
    }
    Instant until = date(text);
    Instant sent = date(answer.header("Date").orElse(""));
    return until == null || sent == null ? null : Duration.between(sent, until);
  }

  /** A date as in mail and HTTP headers, also where its zone is called {@code UTC}. */
  private static @Nullable Instant date(String text) {
    int end = text.endsWith(".") ? text.length() - 1 : text.length();
    String date = text.substring(0, end).replace("UTC", "GMT");
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
