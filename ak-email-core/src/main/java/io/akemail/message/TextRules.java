package io.akemail.message;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a text of a message may hold. Each method gives the reason why it may not, or null; a reason
 * names a character by its number at most, never the text.
 */
final class TextRules {
  static final String NULL = "must not be null";
  static final String BLANK = "must not be blank";
  private static final String UNPAIRED = "holds an unpaired surrogate";

  private TextRules() {}

  /** A text of one line that says something. */
  static @Nullable String line(@Nullable String text, int limit) {
    String fault = optionalLine(text, limit);
    return fault == null && text != null && text.isBlank() ? BLANK : fault;
  }

  /** A text of one line, possibly empty: no C0 control, no DEL. */
  static @Nullable String optionalLine(@Nullable String text, int limit) {
    if (text == null) {
      return NULL;
    }
    if (text.length() > limit) {
      return "is longer than " + limit + " characters";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        return control(c);
      }
      if (Character.isSurrogate(c)) {
        if (!startsPair(text, i)) {
          return UNPAIRED;
        }
        i++;
      }
    }
    return null;
  }

  /** A text of many lines that says something: anything but NUL. */
  static @Nullable String body(String text) {
    String fault = value(text);
    return fault == null && text.isBlank() ? BLANK : fault;
  }

  /** A text of many lines, possibly empty: anything but NUL. */
  static @Nullable String value(String text) {
    for (int i = firstToCheck(text); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return control(c);
      }
      if (Character.isSurrogate(c)) {
        if (!startsPair(text, i)) {
          return UNPAIRED;
        }
        i++;
      }
    }
    return null;
  }

  /** Where a NUL or surrogate stands first, or the end: a plain loop, which compiles to little. */
  private static int firstToCheck(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return text.length();
  }

  static boolean isControl(char c) {
    return c < ' ' || c == 0x7f;
  }

  /** Whether the character at {@code i} is the first half of a surrogate pair. */
  static boolean startsPair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }

  static String control(char c) {
    return "holds the control character U+" + HexFormat.of().withUpperCase().toHexDigits(c);
  }
}
