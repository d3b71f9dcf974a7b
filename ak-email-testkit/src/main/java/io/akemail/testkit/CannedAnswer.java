package io.akemail.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer for a test server to give: status, header fields and body.
 *
 * <p>{@code Date} and {@code Content-Length} are added when it is given, unless a field of that
 * name is set. Immutable.
 */
public final class CannedAnswer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private CannedAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * An answer without a body.
   *
   * @param status any number of three digits, known or not
   */
  public static CannedAnswer of(int status) {
    return new CannedAnswer(status, Map.of(), new byte[0]);
  }

  /** An answer whose body is JSON. */
  public static CannedAnswer json(int status, String body) {
    return of(status).header("Content-Type", "application/json").body(body);
  }

  /** An answer whose body is a web page. */
  public static CannedAnswer html(int status, String body) {
    return of(status).header("Content-Type", "text/html; charset=utf-8").body(body);
  }

  /** A copy with one more header field; one of the same name is replaced. */
  public CannedAnswer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new CannedAnswer(status, Collections.unmodifiableMap(more), body);
  }

  /** A copy with this body, as UTF-8. */
  public CannedAnswer body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy with these bytes as its body; they are not copied. */
  public CannedAnswer body(byte[] bytes) {
    return new CannedAnswer(status, headers, bytes);
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The header fields that were set, in order. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body read as UTF-8; empty if there is none. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  byte[] bodyBytes() {
    return body;
  }

  /** Status line and header fields with the empty line at their end. */
  byte[] headBytes(Instant now) {
    StringBuilder text = new StringBuilder(256).append(statusLine());
    if (!headers.containsKey("Date")) {
      text.append("Date: ").append(date(now)).append("\r\n");
    }
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (!headers.containsKey("Content-Length") && status != 204 && status != 304) {
      text.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The whole answer as it goes out. */
  byte[] bytes(Instant now) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(headBytes(now));
    all.writeBytes(body);
    return all.toByteArray();
  }

  String statusLine() {
    return "HTTP/1.1 " + status + " Canned\r\n";
  }

  static String date(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
  }

  /** Status and size; nothing of the content. */
  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
