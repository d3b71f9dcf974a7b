package io.akemail.mailgun;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the caller that look like a place which Mailgun fills in.
 *
 * <p>With several personalizations there are recipient variables, and then Mailgun fills in {@code
 * %recipient.name%}, {@code %recipient%}, {@code %recipient_email%} and so on, virtually anywhere;
 * nothing says that such a text is meant as it is. Provider options speak Mailgun's language
 * anyway.
 */
final class MailgunPlaces {
  private MailgunPlaces() {}

  /** The first text that would be changed; null if there is none. */
  static @Nullable String whyNot(EmailMessage message) {
    String why = in("from", message.from());
    for (int i = 0; why == null && i < message.personalizations().size(); i++) {
      why = in("personalizations[" + i + "]", message.personalizations().get(i).to());
    }
    for (int i = 0; why == null && i < message.replyTo().size(); i++) {
      why = in("replyTo[" + i + "]", message.replyTo().get(i));
    }
    why = why != null ? why : in("subject", message.subject().orElse(""));
    why = why != null ? why : in("text", message.text().orElse(""));
    why = why != null ? why : in("html", message.html().orElse(""));
    why = why != null ? why : in("headers", message.headers());
    why = why != null ? why : in("metadata", message.metadata());
    why = why != null ? why : in("tags", message.tags());
    for (int i = 0; why == null && i < message.attachments().size(); i++) {
      why = in("attachments[" + i + "].name", message.attachments().get(i).name());
    }
    return why;
  }

  private static @Nullable String in(String field, EmailAddress address) {
    String why = in(field, address.name().orElse(""));
    return why != null ? why : in(field, address.address());
  }

  private static @Nullable String in(String map, Map<String, String> members) {
    int index = 0;
    for (Map.Entry<String, String> member : members.entrySet()) {
      String field = MailgunTexts.field(map, member.getKey(), index);
      String why = in(field, member.getKey());
      why = why != null ? why : in(field, member.getValue());
      if (why != null) {
        return why;
      }
      index++;
    }
    return null;
  }

  private static @Nullable String in(String list, List<String> texts) {
    String why = null;
    for (int i = 0; why == null && i < texts.size(); i++) {
      why = in(list + "[" + i + "]", texts.get(i));
    }
    return why;
  }

  private static @Nullable String in(String field, String text) {
    return text.contains(MailgunVariables.PLACE) ? field + MailgunVariables.filledIn() : null;
  }
}
