package io.akemail.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside (answers of providers, exception messages, names of things) fit to be
 * logged or put into an exception.
 *
 * <p>Thread-safe. No method throws, whatever the text.
 */
public final class Text {
  private static final String MASK = "***";
  private static final String ELLIPSIS = "...";

  private Text() {}

  /**
   * Masks, escapes and shortens a text, in this order, so that no address is cut into a harmless
   * looking half.
   *
   * <p>A token (a run of characters without white space, controls and {@code <>(){}[],;}) that
   * contains an at sign, in plain, full-width or percent-encoded form, becomes {@code ***}.
   * Controls, line separators, invisible format characters and unpaired surrogates become {@code
   * \}{@code uXXXX}. A text longer than the limit is cut, never within a surrogate pair, and ends
   * in {@code ...}.
   *
   * @param text from outside; null gives the empty string
   * @param limit most characters of the result, without the final {@code ...}; below 0 gives the
   *     empty string
   * @return one line
   */
  public static String shown(@Nullable String text, int limit) {
    if (text == null || limit < 0) {
      return "";
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), limit) + 16);
    int i = 0;
    while (i < text.length() && line.length() <= limit) {
      if (separates(text.charAt(i))) {
        i = escape(text, i, line);
        continue;
      }
      int end = tokenEnd(text, i);
      if (holdsAddress(text, i, end)) {
        line.append(MASK);
        i = end;
      }
      while (i < end && line.length() <= limit) {
        i = escape(text, i, line);
      }
    }
    return line.length() > limit ? cut(line, limit) : line.toString();
  }

  /**
   * Gives a short, stable name to a value that must not be shown itself, so that two log lines
   * about the same recipient can be brought together.
   *
   * <p>Whoever already guesses the value can confirm the guess: this hides it from the reader of a
   * log, and is no protection against somebody who looks for a known address.
   *
   * @return 8 lower-case hexadecimal digits: the first 32 bits of the SHA-256 of the UTF-8 form
   */
  public static String fingerprint(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !separates(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean separates(char c) {
    return c <= ' '
        || (c < 128 ? "<>(){}[],;".indexOf(c) >= 0 : Character.isSpaceChar(c) || c == '\u0085');
  }

  private static boolean holdsAddress(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '@' || c == '\uff20' || c == '\ufe6b') {
        return true;
      }
      if (c == '%' && i + 2 < end && text.startsWith("40", i + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Appends the code point at {@code i} and returns the index after it. */
  private static int escape(String text, int i, StringBuilder line) {
    int codePoint = text.codePointAt(i);
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        for (char c : Character.toChars(codePoint)) {
          line.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
      }
      default -> line.appendCodePoint(codePoint);
    }
    return i + Character.charCount(codePoint);
  }

  private static String cut(StringBuilder line, int limit) {
    int end = limit > 0 && Character.isHighSurrogate(line.charAt(limit - 1)) ? limit - 1 : limit;
    line.setLength(end);
    return line.append(ELLIPSIS).toString();
  }
}
