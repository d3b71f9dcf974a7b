package io.akemail.mailgun;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits on senders and recipients. */
final class MailgunPeople {
  private static final int MAX_RECIPIENTS = 1000;

  /** What makes Mailgun quote a name, which it then encodes together with the quotes. */
  private static final String QUOTED = "()<>[]:;@\\,\"";

  private MailgunPeople() {}

  static @Nullable String whyNot(EmailMessage message) {
    List<Personalization> personalizations = message.personalizations();
    int size = message.to().size() + message.cc().size() + message.bcc().size();
    if (size + personalizations.size() > MAX_RECIPIENTS) {
      return "to, cc, bcc and personalizations: Mailgun takes at most 1000 recipients";
    }
    if (message.to().isEmpty() && personalizations.isEmpty()) {
      return "to: Mailgun takes no message without a recipient in to";
    }
    String why = address("from", message.from());
    why = why != null ? why : addresses("to", message.to());
    why = why != null ? why : addresses("cc", message.cc());
    why = why != null ? why : addresses("bcc", message.bcc());
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      why = address("personalizations[" + i + "]", personalizations.get(i).to());
    }
    return why != null ? why : addresses("replyTo", message.replyTo());
  }

  private static @Nullable String addresses(String field, List<EmailAddress> addresses) {
    String why = null;
    for (int i = 0; why == null && i < addresses.size(); i++) {
      why = address(field + "[" + i + "]", addresses.get(i));
    }
    return why;
  }

  private static @Nullable String address(String field, EmailAddress address) {
    if (!address.hasAsciiLocalPart()) {
      return field + ": Mailgun garbles Unicode before the '@' of an address";
    }
    String name = address.name().orElse("");
    return !MailgunTexts.isAscii(name) && MailgunTexts.hasAny(name, QUOTED)
        ? field + ": Mailgun garbles a name with both Unicode and one of " + QUOTED
        : null;
  }
}
