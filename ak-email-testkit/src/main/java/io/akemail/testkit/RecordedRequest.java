package io.akemail.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One whole request as a test server read it: head and complete body.
 *
 * <p>Thread-safe as long as nobody changes the body's bytes.
 */
public final class RecordedRequest {
  private final RequestHead head;
  private final byte[] body;
  private final int connection;
  private final long readAtNanos;

  RecordedRequest(RequestHead head, byte[] body, int connection) {
    this.head = head;
    this.body = body;
    this.connection = connection;
    this.readAtNanos = System.nanoTime();
  }

  /** The method, such as {@code POST}. */
  public String method() {
    return head.method();
  }

  /** The request target as sent, with its query. */
  public String path() {
    return head.path();
  }

  /** The first header field of this name, in any case, without surrounding white space. */
  public Optional<String> header(String name) {
    return head.header(name);
  }

  /** The head as sent: request line and header fields, lines ended by CR LF. */
  public String headText() {
    return head.text();
  }

  /** The body without transfer coding; the caller must not change it. */
  public byte[] body() {
    return body;
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The parts of a multipart/form-data body in their order; empty for any other body. */
  public Optional<List<FormPart>> form() {
    return Optional.ofNullable(FormBody.parse(header("Content-Type").orElse(null), body));
  }

  /** Which of the server's connections it came on, from 1. */
  public int connection() {
    return connection;
  }

  /** When its last byte had been read, on the scale of {@link System#nanoTime}. */
  public long readAtNanos() {
    return readAtNanos;
  }

  /** Method, path and size; neither header fields nor the body. */
  @Override
  public String toString() {
    return method() + " " + path() + " (" + body.length + " bytes, connection " + connection + ")";
  }
}
