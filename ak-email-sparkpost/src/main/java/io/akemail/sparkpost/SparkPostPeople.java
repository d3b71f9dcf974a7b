package io.akemail.sparkpost;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits on senders and recipients. */
final class SparkPostPeople {
  private static final long MAX_REQUEST_BYTES = 300_000_000;
  private static final int MANY = 1000;

  private SparkPostPeople() {}

  static @Nullable String whyNot(EmailMessage message) {
    List<Personalization> personalizations = message.personalizations();
    if (personalizations.isEmpty() && message.to().isEmpty()) {
      return "to: SparkPost shows no line To without a recipient in to";
    }
    String why = message.from().hasAsciiLocalPart() ? null : unicode("from");
    why = why != null ? why : addresses("to", message.to());
    why = why != null ? why : addresses("cc", message.cc());
    why = why != null ? why : addresses("bcc", message.bcc());
    why = why != null ? why : addresses("replyTo", message.replyTo());
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      boolean ascii = personalizations.get(i).to().hasAsciiLocalPart();
      why = ascii ? null : unicode("personalizations[" + i + "]");
    }
    return why != null ? why : lineOfEveryRecipient(message);
  }

  private static @Nullable String addresses(String field, List<EmailAddress> addresses) {
    for (int i = 0; i < addresses.size(); i++) {
      if (!addresses.get(i).hasAsciiLocalPart()) {
        return unicode(field + "[" + i + "]");
      }
    }
    return null;
  }

  private static String unicode(String field) {
    return field + ": SparkPost documents no Unicode before the '@' of an address";
  }

  /** The line To is repeated for each recipient, so it grows with the square of their number. */
  private static @Nullable String lineOfEveryRecipient(EmailMessage message) {
    int count = message.to().size() + message.cc().size() + message.bcc().size();
    if (count <= MANY) {
      return null;
    }
    long line = 0;
    for (EmailAddress address : message.to()) {
      line += address.address().length() + address.name().orElse("").length() + 4L;
    }
    return line * count > MAX_REQUEST_BYTES
        ? "to: shown to each recipient, more than the 300 MB that SparkPost takes"
        : null;
  }
}
