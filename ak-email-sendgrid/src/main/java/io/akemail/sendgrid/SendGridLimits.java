package io.akemail.sendgrid;

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
    String why = SendGridPeople.whyNot(message, settings.unicodeFromName());
    why = why != null ? why : template();
    why = why != null ? why : SendGridParts.attachments(message);
    why = why != null ? why : SendGridParts.headers(message.headers());
    why = why != null ? why : tags(message.tags());
    why = why != null ? why : metadata(message.metadata());
    return why != null ? why : sendAt(now);
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
    String why = substitutions(message.mergeData(), 0);
    if (why != null) {
      return "mergeData" + why;
    }
    int shared = bytesOf(message.mergeData());
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; i < personalizations.size(); i++) {
      why = substitutions(personalizations.get(i).data(), shared);
      if (why != null) {
        return "personalizations[" + i + "].data" + why;
      }
    }
    return null;
  }

  private static @Nullable String substitutions(Map<String, @Nullable Object> data, int before) {
    for (Object value : data.values()) {
      if (!(value instanceof String)) {
        return ": a legacy template of SendGrid takes only texts as data";
      }
    }
    return before + bytesOf(data) > MAX_ARGUMENT_BYTES
        ? ": a legacy template of SendGrid takes at most 10,000 bytes of data"
        : null;
  }

  private static @Nullable String tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      return "tags: SendGrid takes at most 10";
    }
    for (int i = 0; i < tags.size(); i++) {
      if (!SendGridParts.isAscii(tags.get(i)) || tags.get(i).length() > MAX_TAG_LENGTH) {
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
}
