package io.akemail.spi.http;

import io.akemail.internal.ProcessSecret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.MediaType;

/**
 * One POST to be made by {@link HttpTransport#post}: a path, header fields of its own and a body.
 *
 * <p>Not thread-safe; made for one call and used once.
 */
public final class HttpPost {
  private static final MediaType JSON = MediaType.get("application/json");

  private final String path;
  private final BodyText.Source body;
  private Map<String, String> headers = Map.of();

  private HttpPost(String path, BodyText.Source body) {
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
    return new HttpPost(
        path,
        (text, context) -> {
          JsonWriter writer = new JsonWriter(text);
          try {
            body.accept(writer);
            writer.finish();
          } finally {
            writer.close();
          }
          return new BodyText(JSON, writer.attachments());
        });
  }

  /**
   * A POST of a form with files (multipart/form-data).
   *
   * <p>The boundary between the parts follows from the attempt's idempotency key and a secret of
   * this process, so that nobody can have put it into a part. The bytes are thus the same on each
   * attempt of one process, but not on those of another one.
   *
   * @param path appended to the transport's base URL, beginning with {@code /}
   * @param body writes the parts; called once, before anything is sent, on the calling thread; must
   *     write the same parts for the same message each time
   */
  public static HttpPost form(String path, Consumer<FormWriter> body) {
    return new HttpPost(
        path,
        (text, context) -> {
          String boundary = "ak-" + ProcessSecret.digest(context.idempotencyKey());
          FormWriter writer = new FormWriter(text, boundary);
          body.accept(writer);
          writer.finish();
          MediaType type = MediaType.get("multipart/form-data; boundary=" + boundary);
          return new BodyText(type, writer.files());
        });
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

  BodyText.Source body() {
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
