package io.akemail.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Request line and header fields, read from a connection. */
record RequestHead(String method, String path, String text) {
  private static final int MAX_BYTES = 256 * 1024;

  /** Reads a head; null if the peer ended the connection before its first byte. */
  static @Nullable RequestHead read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder(512);
    int lineStart = 0;
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (text.isEmpty()) {
          return null;
        }
        throw new EOFException("the connection ended within a request's head");
      }
      text.append((char) next);
      if (text.length() > MAX_BYTES) {
        throw new IOException("a request's head is too long");
      }
      if (next == '\n') {
        if (text.length() - lineStart <= 2 && lineStart > 0) {
          return parse(text.toString());
        }
        lineStart = text.length();
      }
    }
  }

  private static RequestHead parse(String text) throws IOException {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 1 || second < 0 || !text.startsWith("HTTP/1.", second + 1)) {
      throw new IOException("not an HTTP/1.1 request");
    }
    return new RequestHead(text.substring(0, first), text.substring(first + 1, second), text);
  }

  Optional<String> header(String name) {
    int at = text.indexOf('\n') + 1;
    while (at > 0 && at < text.length()) {
      int end = text.indexOf('\n', at);
      int colon = text.indexOf(':', at);
      if (colon > at
          && colon < end
          && colon - at == name.length()
          && text.regionMatches(true, at, name, 0, name.length())) {
        return Optional.of(text.substring(colon + 1, end).strip());
      }
      at = end + 1;
    }
    return Optional.empty();
  }

  boolean isChunked() {
    return header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  int contentLength() throws IOException {
    String length = header("Content-Length").orElse("0");
    try {
      return Integer.parseUnsignedInt(length);
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length is not a number", e);
    }
  }

  /** The whole body that follows this head. */
  byte[] readBody(InputStream in) throws IOException {
    if (!isChunked()) {
      return readExactly(in, contentLength());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(readLine(in).split(";", 2)[0].strip(), 16);
      body.write(readExactly(in, size));
      readLine(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  /** About half of the body, never all of it. */
  void readHalfOfBody(InputStream in) throws IOException {
    readExactly(in, isChunked() ? 1 : contentLength() / 2);
  }

  private static byte[] readExactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within a request's body");
    }
    return bytes;
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        throw new EOFException("the connection ended within a chunk");
      }
      line.append((char) next);
    }
    return line.toString();
  }
}
