package io.akemail.message;

import static io.akemail.message.AddressParser.fault;

/** The part of an address before the at sign: a dot-atom of RFC 5322, extended by RFC 6531. */
final class LocalPart {
  private static final int LONGEST = 64;

  private LocalPart() {}

  /**
   * Checks a range of a text.
   *
   * @return its length in UTF-8
   * @throws InvalidMessageException with the reason
   */
  static int check(String text, int start, int end) {
    if (start == end) {
      throw fault("has nothing before '@'");
    }
    if (text.charAt(start) == '"') {
      throw fault("has a quoted local part, which many providers refuse");
    }
    boolean afterDot = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (afterDot) {
          throw fault("has a dot at the start of the local part or two dots in a row");
        }
        afterDot = true;
        continue;
      }
      afterDot = false;
      if (c >= 128) {
        i += checkNonAscii(text, i, end) - 1;
      } else if (!isAtomText(c)) {
        throw fault(reason(c));
      }
    }
    if (afterDot) {
      throw fault("has a dot at the end of the local part");
    }
    int bytes = utf8Length(text, start, end);
    if (bytes > LONGEST) {
      throw fault("has a local part longer than " + LONGEST + " bytes");
    }
    return bytes;
  }

  /** The length in UTF-8 of a range that holds no unpaired surrogate. */
  private static int utf8Length(String text, int start, int end) {
    int bytes = end - start;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        // a surrogate pair is 4 bytes for 2 characters
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  /** The {@code atext} of RFC 5322. */
  static boolean isAtomText(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c < 128 && "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
  }

  /** Returns how many characters the code point takes. */
  private static int checkNonAscii(String text, int i, int end) {
    int codePoint = text.codePointAt(i);
    int length = Character.charCount(codePoint);
    if (i + length > end || Character.getType(codePoint) == Character.SURROGATE) {
      throw fault("holds an unpaired surrogate");
    }
    if (isInvisible(codePoint)) {
      throw fault("holds a space or an invisible character");
    }
    return length;
  }

  /** Spaces, controls and format characters, but for the joiners, which some scripts need. */
  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> codePoint != 0x200c && codePoint != 0x200d;
      default -> false;
    };
  }

  private static String reason(char c) {
    if (c == '@') {
      return "has more than one '@'";
    }
    if (TextRules.isControl(c)) {
      return TextRules.control(c);
    }
    return c == ' ' ? "has a space in the local part" : "has a '" + c + "' in the local part";
  }
}
