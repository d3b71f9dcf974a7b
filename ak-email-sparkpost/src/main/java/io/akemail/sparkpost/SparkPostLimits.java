package io.akemail.sparkpost;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SparkPost's documents say that it does not take, or that it would drop in silence: found
 * before any call and told by name.
 *
 * <p>Where a limit in MB or KB can be read in two ways the smaller one counts, since another
 * provider may take what is refused here, and none is asked after SparkPost has refused it.
 */
final class SparkPostLimits {
  private static final long MAX_CONTENT_BYTES = 20_000_000;
  private static final long MAX_REQUEST_BYTES = 300_000_000;
  private static final int MAX_UTF8_PER_CHAR = 3;
  private static final int MANY_RECIPIENTS = 1000;
  private static final int MAX_FILE_NAME_BYTES = 255;
  private static final int MAX_TAGS = 10;
  private static final int MAX_CAMPAIGN_BYTES = 64;
  private static final int MAX_METADATA_BYTES = 10_000;
  private static final Duration MAX_AHEAD = Duration.ofDays(3);

  private final SparkPostSettings settings;
  private final EmailMessage message;
  private final boolean hasTemplate;

  private SparkPostLimits(SparkPostSettings settings, EmailMessage message) {
    this.settings = settings;
    this.message = message;
    this.hasTemplate = !message.templates().isEmpty();
  }

  /** The first reason found why the message cannot be carried; null if there is none. */
  static @Nullable String whyNot(SparkPostSettings settings, EmailMessage message, Instant now) {
    return new SparkPostLimits(settings, message).whyNot(now);
  }

  private @Nullable String whyNot(Instant now) {
    String why = template();
    why = why != null ? why : recipients();
    why = why != null ? why : SparkPostBraces.whyNot(message, hasTemplate);
    why = why != null ? why : attachments();
    why = why != null ? why : labels();
    why = why != null ? why : data();
    if (why == null && message.listUnsubscribe().isPresent()) {
      why = "listUnsubscribe: SparkPost drops the header List-Unsubscribe";
    }
    Instant sendAt = message.sendAt().orElse(null);
    if (why == null && sendAt != null && sendAt.isAfter(now.plus(MAX_AHEAD))) {
      why = "sendAt: SparkPost takes at most 3 days ahead";
    }
    return why;
  }

  private @Nullable String template() {
    if (!hasTemplate) {
      return null;
    }
    if (settings.template(message) == null) {
      return "templates: none for the provider " + settings.id() + " or the type sparkpost";
    }
    String with = " with a template: SparkPost takes it from the template only";
    if (!message.attachments().isEmpty()) {
      return "attachments" + with;
    }
    if (!message.headers().isEmpty()) {
      return "headers" + with;
    }
    return message.cc().isEmpty() ? null : "cc" + with;
  }

  private @Nullable String recipients() {
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
    return why != null ? why : lineOfEveryRecipient();
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
  private @Nullable String lineOfEveryRecipient() {
    int count = message.to().size() + message.cc().size() + message.bcc().size();
    if (count <= MANY_RECIPIENTS) {
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

  private @Nullable String attachments() {
    List<Attachment> attachments = message.attachments();
    long total = 0;
    for (int i = 0; i < attachments.size(); i++) {
      Attachment attachment = attachments.get(i);
      if (SparkPostData.utf8(attachment.name()) > MAX_FILE_NAME_BYTES) {
        return "attachments[" + i + "].name: SparkPost takes at most 255 bytes";
      }
      try {
        total += (attachment.size() + 2) / 3 * 4;
      } catch (IOException e) {
        // cannot be read now: that is found, and told, when it is sent
      }
    }
    return isTooLong(total)
        ? "text, html and attachments: SparkPost takes at most 20 MB, attachments in base64"
        : null;
  }

  private boolean isTooLong(long attachmentBytes) {
    String text = message.text().orElse("");
    String html = message.html().orElse("");
    long most = attachmentBytes + MAX_UTF8_PER_CHAR * ((long) text.length() + html.length());
    return most > MAX_CONTENT_BYTES
        && attachmentBytes + SparkPostData.utf8(text) + SparkPostData.utf8(html)
            > MAX_CONTENT_BYTES;
  }

  private @Nullable String labels() {
    List<String> tags = message.tags();
    if (tags.size() > MAX_TAGS) {
      return "tags: SparkPost takes at most 10";
    }
    if (!tags.isEmpty() && SparkPostData.utf8(tags.get(0)) > MAX_CAMPAIGN_BYTES) {
      return "tags[0]: SparkPost takes at most 64 bytes as the campaign";
    }
    if (message.metadata().isEmpty()) {
      return null;
    }
    int bytes = SparkPostPayload.MESSAGE_ID_METADATA.length() + message.id().value().length();
    for (Map.Entry<String, String> entry : message.metadata().entrySet()) {
      bytes += SparkPostData.utf8(entry.getKey()) + SparkPostData.utf8(entry.getValue());
      bytes += "\"\":\"\",".length();
    }
    return bytes > MAX_METADATA_BYTES
        ? "metadata: SparkPost takes at most 10 KB, with the id of the message"
        : null;
  }

  private @Nullable String data() {
    String why = SparkPostData.whyNot("mergeData", message.mergeData());
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; why == null && i < personalizations.size(); i++) {
      Map<String, @Nullable Object> data = personalizations.get(i).data();
      if (!data.isEmpty()) {
        why = SparkPostData.whyNot("personalizations[" + i + "].data", data);
      }
    }
    return why;
  }
}
