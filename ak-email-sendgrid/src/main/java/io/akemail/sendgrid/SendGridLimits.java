package io.akemail.sendgrid;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SendGrid's documents say that it does not take, found before any call and told by name.
 *
 * <p>Sources: the OpenAPI description of v3 Mail Send, its list of errors and its limitations page.
 * Where a limit in MB or KB can be read in two ways the smaller one counts, since another provider
 * may take what is refused here, and none is asked after SendGrid has refused it.
 */
final class SendGridLimits {
  private static final int MAX_RECIPIENTS = 1000;
  private static final int MAX_TAGS = 10;
  private static final int MAX_TAG_LENGTH = 255;
  private static final int MAX_ARGUMENT_BYTES = 10_000;
  private static final Duration MAX_AHEAD = Duration.ofDays(3);

  private final SendGridSettings settings;
  private final EmailMessage message;
  private final @Nullable String template;

  private SendGridLimits(SendGridSettings settings, EmailMessage message) {
    this.settings = settings;
    this.message = message;
    this.template = settings.template(message);
  }

  /** The first reason found why the message cannot be carried; null if there is none. */
  static @Nullable String whyNot(SendGridSettings settings, EmailMessage message, Instant now) {
    return new SendGridLimits(settings, message).whyNot(now);
  }

  private @Nullable String whyNot(Instant now) {
    String why = people();
    why = why != null ? why : template();
    why = why != null ? why : SendGridParts.attachments(message);
    why = why != null ? why : SendGridParts.headers(message.headers());
    why = why != null ? why : tags(message.tags());
    why = why != null ? why : metadata(message.metadata());
    return why != null ? why : sendAt(now);
  }

  private @Nullable String people() {
    if (!message.from().hasAsciiLocalPart()) {
      return unicode("from", -1);
    }
    if (!settings.unicodeFromName() && !isAscii(message.from().name().orElse(""))) {
      return "from: SendGrid documents that it takes no Unicode in the sender's name: use ASCII, or"
          + " allow it by unicodeFromName()";
    }
    List<Personalization> personalizations = message.personalizations();
    int size =
        message.to().size() + message.cc().size() + message.bcc().size() + personalizations.size();
    if (size > MAX_RECIPIENTS) {
      return "to, cc, bcc and personalizations: SendGrid takes at most 1000 recipients";
    }
    if (personalizations.isEmpty() && message.to().isEmpty()) {
      return "to: SendGrid takes no message without a recipient in to";
    }
    String why = recipients("to", message.to());
    why = why != null ? why : recipients("cc", message.cc());
    why = why != null ? why : recipients("bcc", message.bcc());
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      why = recipient("personalizations", i, personalizations.get(i).to());
    }
    List<EmailAddress> replyTo = message.replyTo();
    for (int i = 0; why == null && i < replyTo.size(); i++) {
      why = replyTo.get(i).hasAsciiLocalPart() ? null : unicode("replyTo", i);
    }
    return why != null || replyTo.size() <= MAX_RECIPIENTS
        ? why
        : "replyTo: SendGrid takes at most 1000 addresses";
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
      return unicode(field, index);
    }
    return hasSeparator(address.name().orElse(""))
        ? field + "[" + index + "]: SendGrid takes no ';' and no ',' in a recipient's name"
        : null;
  }

  private static String unicode(String field, int index) {
    return (index < 0 ? field : field + "[" + index + "]")
        + ": SendGrid takes no Unicode before the '@' of an address";
  }

  private @Nullable String template() {
    if (template == null) {
      return message.templates().isEmpty()
          ? null
          : "templates: none for the provider " + settings.id() + " or the type sendgrid";
    }
    if (!SendGridPayload.isLegacy(template)) {
      return null;
    }
    String why = substitutions("mergeData", message.mergeData(), 0);
    int shared = bytesOf(message.mergeData());
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      String field = "personalizations[" + i + "].data";
      why = substitutions(field, personalizations.get(i).data(), shared);
    }
    return why;
  }

  private static @Nullable String substitutions(
      String field, Map<String, @Nullable Object> data, int before) {
    for (Object value : data.values()) {
      if (!(value instanceof String)) {
        return field + ": a legacy template of SendGrid takes only texts as data";
      }
    }
    return before + bytesOf(data) > MAX_ARGUMENT_BYTES
        ? field + ": a legacy template of SendGrid takes at most 10,000 bytes of data"
        : null;
  }

  private static @Nullable String tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      return "tags: SendGrid takes at most 10";
    }
    for (int i = 0; i < tags.size(); i++) {
      if (!isAscii(tags.get(i)) || tags.get(i).length() > MAX_TAG_LENGTH) {
        return "tags[" + i + "]: SendGrid takes at most 255 characters of ASCII";
      }
    }
    return null;
  }

  private @Nullable String metadata(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return null;
    }
    int bytes = message.id().value().length() + SendGridPayload.MESSAGE_ID_ARGUMENT.length();
    int index = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (entry.getValue().isEmpty()) {
        return SendGridParts.field("metadata", entry.getKey(), index)
            + ": SendGrid takes no empty value";
      }
      index++;
    }
    return bytes + bytesOf(metadata) > MAX_ARGUMENT_BYTES
        ? "metadata: SendGrid takes at most 10,000 bytes, with the id of the message"
        : null;
  }

  private @Nullable String sendAt(Instant now) {
    Instant sendAt = message.sendAt().orElse(null);
    return sendAt != null && sendAt.isAfter(now.plus(MAX_AHEAD))
        ? "sendAt: SendGrid takes at most 72 hours ahead"
        : null;
  }

  /** The bytes of keys and values as JSON writes them, but for escapes. */
  private static int bytesOf(Map<String, ? extends @Nullable Object> members) {
    int bytes = 0;
    for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
      bytes += SendGridParts.utf8(member.getKey());
      bytes += member.getValue() instanceof String text ? SendGridParts.utf8(text) : 0;
      bytes += "\"\":\"\",".length();
    }
    return bytes;
  }

  static boolean hasSeparator(String text) {
    return text.indexOf(';') >= 0 || text.indexOf(',') >= 0;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
