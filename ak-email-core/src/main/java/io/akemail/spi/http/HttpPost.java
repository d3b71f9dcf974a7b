package io.akemail.spi.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One POST to be made by {@link HttpTransport#post}: a path, header fields of its own and a body.
 *
 * <p>Not thread-safe; made for one call and used once.
 */
public final class HttpPost {
  private final String path;
  private final Consumer<JsonWriter> body;
  private Map<String, String> headers = Map.of();

  private HttpPost(String path, Consumer<JsonWriter> body) {
    this.path = path;
    this.body = body;
  }

  /**
   * A POST of JSON.
   *
   * @param path appended to the transport's base URL, beginning with {@code /}
   * @param body writes the one JSON value that is the body; called once, before anything is sent,
   *     on the calling thread; must write the same bytes for the same message each time
   */
  public static HttpPost json(String path, Consumer<JsonWriter> body) {
    return new HttpPost(path, body);
  }

  /**
   * Adds a header field, in place of one of the same name.
   *
   * @throws IllegalArgumentException if the name is no token, or the value is not visible ASCII
   *     with spaces only inside; the value is not shown
   */
  public HttpPost header(String name, String value) {
    HeaderFields.check(name, value);
    if (headers.isEmpty()) {
      headers = new LinkedHashMap<>();
    }
    headers.put(name, value);
    return this;
  }

  String path() {
    return path;
  }

  Consumer<JsonWriter> body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Constant. */
  @Override
  public String toString() {
    return "HttpPost";
  }
}
