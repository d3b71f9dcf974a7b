package io.akemail.spi.http;

import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * A parsed HTTP answer, its body read as text up to 256 KiB after decompression.
 *
 * <p>Immutable. Texts come from outside: mask and shorten them before they are shown.
 */
public final class HttpAnswer {
  HttpAnswer() {}

  /** The status code, 100 to 999. */
  public int status() {
    throw new UnsupportedOperationException();
  }

  /** The first header field of this name, in any case. */
  public Optional<String> header(String name) {
    throw new UnsupportedOperationException();
  }

  /** The media type in lower case without parameters, such as {@code application/json}, or empty. */
  public String mediaType() {
    throw new UnsupportedOperationException();
  }

  /** The body as UTF-8 text; what came of it if {@link #isComplete} is false. */
  public String body() {
    throw new UnsupportedOperationException();
  }

  /** Whether the whole body was read: false if it was cut off, too long, or its time was over. */
  public boolean isComplete() {
    throw new UnsupportedOperationException();
  }

  /**
   * The pause told by {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date taken relative to
   * this answer's own {@code Date}, so that no two clocks are compared.
   */
  public Optional<Duration> retryAfter() {
    throw new UnsupportedOperationException();
  }

  /**
   * The pause told by a header field that holds a time in Unix seconds, relative to this answer's
   * own {@code Date}; empty without either.
   */
  public Optional<Duration> untilUnixSeconds(String headerName) {
    throw new UnsupportedOperationException();
  }

  /**
   * The outcome by status alone, for answers that the provider's documents do not name: 401, 403,
   * 3xx and other 4xx are misconfigured, 429 over limit, 413 rejected, 408 and 503 unavailable,
   * anything else ambiguous (a 2xx too, since the caller did not find the documented proof).
   */
  public Outcome byStatus() {
    throw new UnsupportedOperationException();
  }
}
