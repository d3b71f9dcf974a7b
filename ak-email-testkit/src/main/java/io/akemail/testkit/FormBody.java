package io.akemail.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a multipart/form-data body apart, strictly as RFC 7578 and RFC 2046 describe it. */
final class FormBody {
  private static final Pattern TYPE =
      Pattern.compile("(?i)multipart/form-data; *boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?");
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "(?i)Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\")?");
  private static final Pattern CONTENT_TYPE = Pattern.compile("(?i)Content-Type: *(.+)");

  private final byte[] body;

  /** One character for each byte, so that places are the same in both. */
  private final String bytes;

  private final String delimiter;

  private FormBody(byte[] body, String boundary) {
    this.body = body;
    this.bytes = new String(body, StandardCharsets.ISO_8859_1);
    this.delimiter = "--" + boundary;
  }

  static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /** The parts in order; null if it is no such body. */
  static @Nullable List<FormPart> parse(@Nullable String contentType, byte[] body) {
    Matcher type = TYPE.matcher(contentType == null ? "" : contentType);
    return type.matches() ? new FormBody(body, type.group(1)).parts() : null;
  }

  private @Nullable List<FormPart> parts() {
    List<FormPart> parts = new ArrayList<>();
    if (!bytes.startsWith(delimiter)) {
      return null;
    }
    int at = delimiter.length();
    while (!bytes.startsWith("--", at)) {
      int end = bytes.indexOf("\r\n" + delimiter, at);
      FormPart part = end < 0 || !bytes.startsWith("\r\n", at) ? null : part(at + 2, end);
      if (part == null) {
        return null;
      }
      parts.add(part);
      at = end + 2 + delimiter.length();
    }
    return bytes.startsWith("--\r\n", at) && at + 4 == body.length ? parts : null;
  }

  private @Nullable FormPart part(int from, int to) {
    int blank = bytes.indexOf("\r\n\r\n", from);
    if (blank < 0 || blank + 4 > to) {
      return null;
    }
    String name = null;
    String fileName = null;
    String type = null;
    for (String line : utf8(from, blank).split("\r\n", -1)) {
      Matcher disposition = DISPOSITION.matcher(line);
      Matcher contentType = CONTENT_TYPE.matcher(line);
      if (disposition.matches() && name == null) {
        name = disposition.group(1);
        fileName = disposition.group(2);
      } else if (contentType.matches() && type == null) {
        type = contentType.group(1);
      } else {
        return null;
      }
    }
    byte[] content = Arrays.copyOfRange(body, blank + 4, to);
    return name == null ? null : new FormPart(name, fileName, type, content);
  }

  private String utf8(int from, int to) {
    return new String(body, from, to - from, StandardCharsets.UTF_8);
  }
}
