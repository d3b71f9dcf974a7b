package io.akemail.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes texts fit to be shown or stored. */
final class Texts {
  private static final int MOST_SHOWN = 60;

  private Texts() {}

  /** A name from outside, for an error. */
  static String shown(@Nullable String text) {
    return text == null ? "(no name)" : stored(text, MOST_SHOWN);
  }

  /** What every database takes: without controls and halves of characters, cut to a length. */
  static String stored(String text, int most) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (plain.length() + Character.charCount(codePoint) > most) {
        break;
      }
      boolean odd =
          Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
      plain.appendCodePoint(odd ? '?' : codePoint);
    }
    return plain.toString();
  }

  /** A key of any text as 64 characters that every database compares in the same way. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
