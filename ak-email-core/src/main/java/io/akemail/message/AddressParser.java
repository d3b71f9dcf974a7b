package io.akemail.message;

import org.jspecify.annotations.Nullable;

/**
 * Reads an address with or without a name: the RFC 5322 forms that applications use, one mailbox
 * each. Comments, groups, routes, quoted local parts and address literals are refused.
 */
final class AddressParser {
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_NAME = 320;

  private AddressParser() {}

  /** Reads {@code ada@example.org} or {@code Ada Lovelace <ada@example.org>}. */
  static EmailAddress parse(@Nullable String text) {
    if (text == null) {
      throw fault(TextRules.NULL);
    }
    int start = skipSpaces(text, 0, text.length());
    int end = dropSpaces(text, start, text.length());
    if (start == end) {
      throw fault(TextRules.BLANK);
    }
    if (text.charAt(end - 1) == '>') {
      int open = text.lastIndexOf('<', end - 1);
      if (open < start) {
        throw fault("has '>' without '<'");
      }
      return mailbox(text, open + 1, end - 1, displayName(text, start, open));
    }
    int open = text.indexOf('<');
    if (open >= 0) {
      throw fault(
          text.indexOf('>', open) >= 0 ? "has text after '>'" : "has '<' without '>' at the end");
    }
    return mailbox(text, start, end, null);
  }

  /** Takes the address and the name apart from each other; a blank name is none. */
  static EmailAddress parse(@Nullable String address, @Nullable String name) {
    if (address == null || name == null) {
      throw fault(address == null ? TextRules.NULL : "name must not be null");
    }
    int start = skipSpaces(address, 0, address.length());
    int end = dropSpaces(address, start, address.length());
    if (start == end) {
      throw fault(TextRules.BLANK);
    }
    return mailbox(address, start, end, checkedName(name));
  }

  private static EmailAddress mailbox(String text, int start, int end, @Nullable String name) {
    int at = text.lastIndexOf('@', end - 1);
    if (at < start) {
      throw fault("has no '@'");
    }
    int localBytes = LocalPart.check(text, start, at);
    String given = text.substring(at + 1, end);
    String domain = DomainName.normalize(given);
    String address =
        domain.equals(given)
            ? text.substring(start, end)
            : text.substring(start, at + 1).concat(domain);
    if (localBytes + 1 + domain.length() > LONGEST_ADDRESS) {
      throw fault("is longer than " + LONGEST_ADDRESS + " bytes");
    }
    return new EmailAddress(address, domain, name);
  }

  private static @Nullable String displayName(String text, int from, int to) {
    int end = dropSpaces(text, from, to);
    if (from == end) {
      return null;
    }
    if (text.charAt(from) == '"') {
      return checkedName(unquote(text, from + 1, end));
    }
    for (int i = from; i < end; i++) {
      if ("()<>[]:;@\\,\"".indexOf(text.charAt(i)) >= 0) {
        throw fault("has a name with one of ()<>[]:;@\\,\" that is not in double quotes");
      }
    }
    return checkedName(text.substring(from, end));
  }

  private static String unquote(String text, int from, int to) {
    StringBuilder name = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (i != to - 1) {
          throw fault("has text between the quoted name and '<'");
        }
        return name.toString();
      }
      if (c == '\\') {
        if (++i == to) {
          break;
        }
        c = text.charAt(i);
      }
      name.append(c);
    }
    throw fault("has a name whose double quote is not closed");
  }

  private static @Nullable String checkedName(String name) {
    String reason = TextRules.optionalLine(name, LONGEST_NAME);
    if (reason != null) {
      throw fault("name " + reason);
    }
    String stripped = name.strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static int skipSpaces(String text, int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static int dropSpaces(String text, int from, int to) {
    int i = to;
    while (i > from && text.charAt(i - 1) == ' ') {
      i--;
    }
    return i;
  }

  static InvalidMessageException fault(String reason) {
    return new InvalidMessageException("", reason);
  }
}
