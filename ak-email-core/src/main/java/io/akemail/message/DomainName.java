package io.akemail.message;

import static io.akemail.message.AddressParser.fault;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of an address after the at sign: a host name with a dot, or {@code localhost}. */
final class DomainName {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private DomainName() {}

  /**
   * Gives the form for the wire: ASCII (Punycode), lower case.
   *
   * @throws InvalidMessageException with the reason
   */
  static String normalize(String domain) {
    if (domain.isEmpty()) {
      throw fault("has nothing after '@'");
    }
    if (domain.length() > LONGEST) {
      throw fault("has a domain longer than " + LONGEST + " characters");
    }
    String ascii = isAscii(domain) ? domain : toAscii(domain);
    String lower = ascii.toLowerCase(Locale.ROOT);
    String reason = faultOf(lower);
    if (reason != null) {
      throw fault(reason);
    }
    return lower;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static String toAscii(String domain) {
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      if (Character.isSurrogate(c) && !TextRules.startsPair(domain, i)) {
        throw fault("holds an unpaired surrogate");
      }
      // IDN maps these four to something else or drops them: a mail could go to a stranger
      if (c == '\u00df' || c == '\u03c2' || c == '\u200c' || c == '\u200d') {
        throw fault(
            "has a domain with a sharp s, a final sigma or a joiner: give its xn-- form instead");
      }
      if (LocalPart.isInvisible(domain.codePointAt(i))) {
        throw fault("holds a space, a control or an invisible character");
      }
      if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      // its text repeats the domain, so it is not passed on
      throw fault("has a domain that has no ASCII form: give its xn-- form instead");
    }
  }

  private static @Nullable String faultOf(String domain) {
    int labelStart = 0;
    boolean onlyDigits = true;
    for (int i = 0; i <= domain.length(); i++) {
      char c = i < domain.length() ? domain.charAt(i) : '.';
      if (c != '.') {
        String reason = faultOf(c);
        if (reason != null) {
          return reason;
        }
        onlyDigits &= c <= '9' && c != '-';
        continue;
      }
      if (i == labelStart) {
        return "has a domain with a dot at its start or end or two dots in a row";
      }
      if (i - labelStart > LONGEST_LABEL) {
        return "has a domain with a label longer than " + LONGEST_LABEL + " characters";
      }
      if (domain.charAt(labelStart) == '-' || domain.charAt(i - 1) == '-') {
        return "has a domain with a label that starts or ends with '-'";
      }
      if (i == domain.length()) {
        return faultOfLast(domain, labelStart, onlyDigits);
      }
      labelStart = i + 1;
      onlyDigits = true;
    }
    return null;
  }

  private static @Nullable String faultOfLast(String domain, int labelStart, boolean onlyDigits) {
    if (domain.length() > LONGEST) {
      return "has a domain longer than " + LONGEST + " characters";
    }
    if (onlyDigits) {
      return "has an IP address or a number for a domain";
    }
    return labelStart > 0 || domain.equals("localhost") ? null : "has a domain without a dot";
  }

  private static @Nullable String faultOf(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') {
      return null;
    }
    if (TextRules.isControl(c)) {
      return TextRules.control(c);
    }
    return switch (c) {
      case '[', ']', ':' -> "has an address literal for a domain";
      case ' ' -> "has a space in the domain";
      default -> "has a domain with a character other than letters, digits and '-'";
    };
  }
}
