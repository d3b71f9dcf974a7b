package io.akemail.spi.http;

import io.akemail.spi.Hint;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What the last whole page said, and by what it can be asked whether it still says so (RFC 9110,
 * 13.1).
 *
 * @param url where it was found, redirects followed: what its validators are good for
 * @param hint {@link Hint#UNKNOWN} too, if the page lacked the components
 */
record PageReading(HttpUrl url, @Nullable String etag, @Nullable String modified, Hint hint) {
  private static final int MAX_VALIDATOR = 1024;

  /** The reading of an answer; null if the answer offers nothing to ask it by. */
  static @Nullable PageReading of(Response response, Hint hint) {
    String etag = usable(response.header("ETag"));
    String modified = usable(response.header("Last-Modified"));
    return etag == null && modified == null
        ? null
        : new PageReading(response.request().url(), etag, modified, hint);
  }

  /** Asks for the page only if it has changed. */
  void makeConditional(Request.Builder request) {
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    if (modified != null) {
      request.header("If-Modified-Since", modified);
    }
  }

  /** A validator that can be sent back; else the page is read anew each time. */
  private static @Nullable String usable(@Nullable String validator) {
    if (validator == null || validator.length() > MAX_VALIDATOR) {
      return null;
    }
    try {
      HeaderFields.check("ETag", validator);
      return validator;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
