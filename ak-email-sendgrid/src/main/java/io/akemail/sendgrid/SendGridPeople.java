package io.akemail.sendgrid;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits on senders and recipients. */
final class SendGridPeople {
  private static final int MAX_RECIPIENTS = 1000;

  private SendGridPeople() {}

  static @Nullable String whyNot(EmailMessage message, boolean unicodeFromName) {
    if (!message.from().hasAsciiLocalPart()) {
      return unicode("from");
    }
    if (!unicodeFromName && !SendGridParts.isAscii(message.from().name().orElse(""))) {
      return "from: SendGrid documents that it takes no Unicode in the sender's name: use ASCII, or"
          + " allow it by unicodeFromName()";
    }
    List<Personalization> personalizations = message.personalizations();
    int size = message.to().size() + message.cc().size() + message.bcc().size();
    if (size + personalizations.size() > MAX_RECIPIENTS) {
      return "to, cc, bcc and personalizations: SendGrid takes at most 1000 recipients";
    }
    if (message.to().isEmpty() && personalizations.isEmpty()) {
      return "to: SendGrid takes no message without a recipient in to";
    }
    String why = recipients("to", message.to());
    why = why != null ? why : recipients("cc", message.cc());
    why = why != null ? why : recipients("bcc", message.bcc());
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      why = recipient("personalizations", i, personalizations.get(i).to());
    }
    return why != null ? why : replyTo(message.replyTo());
  }

  private static @Nullable String recipients(String field, List<EmailAddress> addresses) {
    String why = null;
    for (int i = 0; why == null && i < addresses.size(); i++) {
      why = recipient(field, i, addresses.get(i));
    }
    return why;
  }

  private static @Nullable String recipient(String field, int index, EmailAddress address) {
    if (!address.hasAsciiLocalPart()) {
      return unicode(field + "[" + index + "]");
    }
    return SendGridParts.hasSeparator(address.name().orElse(""))
        ? field + "[" + index + "]: SendGrid takes no ';' and no ',' in a recipient's name"
        : null;
  }

  private static @Nullable String replyTo(List<EmailAddress> replyTo) {
    for (int i = 0; i < replyTo.size(); i++) {
      if (!replyTo.get(i).hasAsciiLocalPart()) {
        return unicode("replyTo[" + i + "]");
      }
    }
    return replyTo.size() > MAX_RECIPIENTS
        ? "replyTo: SendGrid takes at most 1000 addresses"
        : null;
  }

  private static String unicode(String field) {
    return field + ": SendGrid takes no Unicode before the '@' of an address";
  }
}
