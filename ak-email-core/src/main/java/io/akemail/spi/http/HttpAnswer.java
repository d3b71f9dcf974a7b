package io.akemail.spi.http;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A parsed HTTP answer, its body read as text up to 256 KiB after decompression.
 *
 * <p>Immutable. Texts come from outside: mask and shorten them before they are shown.
 */
public final class HttpAnswer {
  private static final int MAX_BODY = 256 * 1024;

  private final int status;
  private final Headers headers;
  private final String body;
  private final boolean complete;

  private HttpAnswer(int status, Headers headers, String body, boolean complete) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.complete = complete;
  }

  /** Reads the body as far as it comes; the call is broken off when the body is too long. */
  static HttpAnswer read(Response response, Call call) {
    ResponseBody body = response.body();
    if (body.contentLength() == 0) {
      return new HttpAnswer(response.code(), response.headers(), "", true);
    }
    BufferedSource source = body.source();
    boolean complete;
    try {
      complete = !source.request(MAX_BODY + 1L);
      if (!complete) {
        call.cancel();
      }
    } catch (IOException | RuntimeException e) {
      complete = false;
    }
    Buffer read = source.getBuffer();
    String text = read.size() <= MAX_BODY ? read.readUtf8() : read.snapshot(MAX_BODY).utf8();
    return new HttpAnswer(response.code(), response.headers(), text, complete);
  }

  /** An answer of which only the head came. */
  static HttpAnswer withoutBody(Response response) {
    return new HttpAnswer(response.code(), response.headers(), "", false);
  }

  /** The status code, 100 to 999. */
  public int status() {
    return status;
  }

  /** The first header field of this name, in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(first(name));
  }

  /**
   * The media type in lower case without parameters, such as {@code application/json}, or empty.
   */
  public String mediaType() {
    String type = first("Content-Type");
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    String bare = parameters < 0 ? type : type.substring(0, parameters);
    return bare.strip().toLowerCase(Locale.ROOT);
  }

  /** The body as UTF-8 text; what came of it if {@link #isComplete} is false. */
  public String body() {
    return body;
  }

  /** Whether the whole body was read: false if it was cut off, too long, or its time was over. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * The pause told by {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date taken relative to
   * this answer's own {@code Date}, so that no two clocks are compared.
   *
   * @return zero when the time is in the past, at most 365 days; empty if it cannot be read
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(Pauses.retryAfter(headers, first("Retry-After")));
  }

  /**
   * The pause told by a header field that holds a time in Unix seconds, relative to this answer's
   * own {@code Date}; empty without either.
   *
   * @return zero when the time is in the past, at most 365 days
   */
  public Optional<Duration> untilUnixSeconds(String headerName) {
    return Optional.ofNullable(Pauses.untilUnixSeconds(headers, first(headerName)));
  }

  /**
   * The outcome by status alone, for answers that the provider's documents do not name: 401, 403,
   * 3xx and other 4xx are misconfigured, 429 over limit, 413 rejected, 408 and 503 unavailable,
   * anything else ambiguous (a 2xx too, since the caller did not find the documented proof).
   */
  public Outcome byStatus() {
    String why = "HTTP " + status;
    return switch (status) {
      case 408, 503 -> new Outcome.Unavailable(Origin.PROVIDER, why);
      case 413 -> Faults.rejected("", "is too large for the provider (" + why + ")");
      case 429 -> {
        Duration pause = Pauses.retryAfter(headers, first("Retry-After"));
        yield new Outcome.OverLimit(pause, Outcome.Limit.RATE, why);
      }
      default ->
          status >= 300 && status < 500
              ? new Outcome.Misconfigured(why)
              : new Outcome.Ambiguous(Origin.PROVIDER, why);
    };
  }

  private @Nullable String first(String name) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase(name)) {
        return headers.value(i);
      }
    }
    return null;
  }

  /** The status only. */
  @Override
  public String toString() {
    return "HttpAnswer[" + status + "]";
  }
}
