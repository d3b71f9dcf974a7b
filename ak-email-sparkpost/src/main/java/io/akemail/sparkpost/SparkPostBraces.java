package io.akemail.sparkpost;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two opening braces, which SparkPost evaluates as its template language.
 *
 * <p>It can be told not to for text and html, and is. For the header lines it is not documented
 * that it listens, and the macro that would write the braces may be off together with the rest: a
 * message with them there would break after its acceptance, without an answer, so it is refused.
 */
final class SparkPostBraces {
  private static final String BRACES = "{{";
  private static final int LONGEST_SHOWN = 64;

  private SparkPostBraces() {}

  /** The first place with braces; beside a template only recipients are left to look at. */
  static @Nullable String whyNot(EmailMessage message, boolean hasTemplate) {
    String why = in("to", message.to());
    why = why != null ? why : in("cc", message.cc());
    why = why != null ? why : in("bcc", message.bcc());
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      boolean found = isIn(personalizations.get(i).to());
      why = found ? reason("personalizations[" + i + "]") : null;
    }
    return why != null || hasTemplate ? why : inContent(message);
  }

  private static @Nullable String inContent(EmailMessage message) {
    if (isIn(message.from())) {
      return reason("from");
    }
    if (message.subject().orElse("").contains(BRACES)) {
      return reason("subject");
    }
    int index = 0;
    for (Map.Entry<String, String> header : message.headers().entrySet()) {
      if (header.getValue().contains(BRACES) || header.getKey().contains(BRACES)) {
        return reason("headers[" + shown(header.getKey(), index) + "]");
      }
      index++;
    }
    return in("replyTo", message.replyTo());
  }

  private static @Nullable String in(String field, List<EmailAddress> addresses) {
    for (int i = 0; i < addresses.size(); i++) {
      if (isIn(addresses.get(i))) {
        return reason(field + "[" + i + "]");
      }
    }
    return null;
  }

  private static boolean isIn(EmailAddress address) {
    return address.address().contains(BRACES) || address.name().orElse("").contains(BRACES);
  }

  private static String reason(String field) {
    return field
        + ": SparkPost would evaluate '"
        + BRACES
        + "' in a header as its template language";
  }

  /** A name as it may stand in a field path; its place stands for one that is not plain. */
  private static String shown(String name, int index) {
    boolean plain = name.length() <= LONGEST_SHOWN;
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }
    return plain ? name : "#" + index;
  }
}
