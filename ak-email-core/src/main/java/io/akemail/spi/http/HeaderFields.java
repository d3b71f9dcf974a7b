package io.akemail.spi.http;

/** The form of header fields that we send (RFC 9110, 5.1 and 5.5), without showing any value. */
final class HeaderFields {
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private HeaderFields() {}

  /**
   * Checks a field.
   *
   * @throws IllegalArgumentException naming the field if it has not the form
   */
  static void check(String name, String value) {
    if (name.isEmpty() || !name.chars().allMatch(HeaderFields::isToken)) {
      throw new IllegalArgumentException("header name: is not a token (RFC 9110, 5.1)");
    }
    if (value.isEmpty() || value.startsWith(" ") || value.endsWith(" ") || !isVisible(value)) {
      throw new IllegalArgumentException("header " + name + ": its value is not visible ASCII");
    }
  }

  private static boolean isVisible(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SYMBOLS.indexOf(c) >= 0;
  }
}
