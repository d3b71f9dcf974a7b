package io.akemail.sparkpost;

import io.akemail.message.Attachment;
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
  private static final int MAX_UTF8_PER_CHAR = 3;
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
    why = why != null ? why : SparkPostPeople.whyNot(message);
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

  private @Nullable String attachments() {
    List<Attachment> attachments = message.attachments();
    long total = 0;
    for (int i = 0; i < attachments.size(); i++) {
      Attachment attachment = attachments.get(i);
      if (SparkPostData.utf8(attachment.name()) > MAX_FILE_NAME_BYTES) {
        return "attachments[" + i + "].name: SparkPost takes at most 255 bytes";
      }
      try {
        long size = attachment.size();
        total += size < MAX_CONTENT_BYTES ? (size + 2) / 3 * 4 : MAX_CONTENT_BYTES + 1;
      } catch (IOException | RuntimeException e) {
        // a foreign source that cannot be read now: that is found, and told, when it is sent
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
    String why = SparkPostData.whyNot(message.mergeData());
    if (why != null) {
      return "mergeData" + why;
    }
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; i < personalizations.size(); i++) {
      why = SparkPostData.whyNot(personalizations.get(i).data());
      if (why != null) {
        return "personalizations[" + i + "].data" + why;
      }
    }
    return null;
  }
}
