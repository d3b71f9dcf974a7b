package io.akemail.message;

import java.net.URI;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What may stand in a List-Unsubscribe header. */
final class UnsubscribeRules {
  private static final String SCHEME = "mailto:";
  private static final int LONGEST = 900;

  /** With the name of the header, one line of RFC 5322. */
  private static final int LONGEST_HEADER = 980;

  private UnsubscribeRules() {}

  static @Nullable String https(@Nullable URI uri) {
    if (uri == null) {
      return TextRules.NULL;
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      return "is not an https address, which RFC 8058 demands";
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return "must have a host, and neither user info nor a fragment";
    }
    return tooLong(uri.toASCIIString());
  }

  static @Nullable String mailto(@Nullable String text) {
    if (text == null) {
      return TextRules.NULL;
    }
    boolean uri = isUri(text);
    if (uri && !isUriText(text)) {
      return "has a character that must be percent-encoded";
    }
    AddressInput input = AddressInput.parse(uri ? addressIn(text) : text);
    EmailAddress address = input.address();
    if (address == null) {
      return input.fault();
    }
    if (address.name().isPresent() || !address.hasAsciiLocalPart()) {
      return "must be an ASCII address without a name";
    }
    return tooLong(mailtoUri(text));
  }

  /** Checks the header made of both, each of which is valid. */
  static @Nullable String bothFit(URI https, String mailto) {
    return https.toASCIIString().length() + mailtoUri(mailto).length() + 6 > LONGEST_HEADER
        ? "is too long together with the https address"
        : null;
  }

  /** Turns a valid address into a URI and leaves a URI as it is. */
  static String mailtoUri(String text) {
    if (isUri(text)) {
      return text;
    }
    String address = EmailAddress.of(text).address();
    StringBuilder uri = new StringBuilder(SCHEME.length() + address.length()).append(SCHEME);
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      // RFC 6068: the rest of what a local part may hold means something else in a URI
      if (isUnreserved(c) || "@!$'*+".indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      }
    }
    return uri.toString();
  }

  private static boolean isUri(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** What stands between the scheme and the query, with percent-encoding undone. */
  private static String addressIn(String uri) {
    int query = uri.indexOf('?');
    int end = query < 0 ? uri.length() : query;
    StringBuilder plain = new StringBuilder(end);
    for (int i = SCHEME.length(); i < end; i++) {
      char c = uri.charAt(i);
      if (c == '%') {
        plain.append((char) HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static boolean isUriText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          c == '%' ? isEncoded(text, i) : isUnreserved(c) || "!$&'()*+,;=:@/?".indexOf(c) >= 0;
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEncoded(String text, int percent) {
    return percent + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(percent + 1))
        && HexFormat.isHexDigit(text.charAt(percent + 2));
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  private static @Nullable String tooLong(String text) {
    return text.length() > LONGEST ? "is longer than " + LONGEST + " characters" : null;
  }
}
