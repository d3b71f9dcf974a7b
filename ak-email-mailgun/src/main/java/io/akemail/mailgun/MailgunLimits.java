package io.akemail.mailgun;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Mailgun's documents say that it does not take, or what it is known to change or drop: found
 * before any call and told by name.
 *
 * <p>Where a limit in MB or KB can be read in two ways the smaller one counts, since another
 * provider may take what is refused here, and none is asked after Mailgun has refused it.
 */
final class MailgunLimits {
  private static final long MAX_BYTES = 25_000_000;
  private static final int MAX_OPTION_BYTES = 16_000;
  private static final int MAX_METADATA_BYTES = 4_000;
  private static final int MAX_TAGS = 3;
  private static final int MAX_TAG_LENGTH = 128;
  private static final int MAX_UTF8_PER_CHAR = 3;
  private static final String HEADERS = "headers";
  private static final String INSTRUCTION = "X-Mailgun-";

  /** A form has no way to carry the first that all readers understand, nor the second. */
  private static final String NOT_IN_NAMES = "\"\\";

  /** Readers of forms also cut a path off. */
  private static final String NOT_IN_FILE_NAMES = NOT_IN_NAMES + "/";

  private final MailgunSettings settings;
  private final EmailMessage message;
  private final MailgunFields fields;

  private MailgunLimits(MailgunSettings settings, EmailMessage message, MailgunFields fields) {
    this.settings = settings;
    this.message = message;
    this.fields = fields;
  }

  /** The first reason found why the message cannot be carried; null if there is none. */
  static @Nullable String whyNot(
      MailgunSettings settings, EmailMessage message, MailgunFields fields, Instant now) {
    return new MailgunLimits(settings, message, fields).whyNot(now);
  }

  private @Nullable String whyNot(Instant now) {
    if (!message.templates().isEmpty() && settings.template(message) == null) {
      return "templates: none for the provider " + settings.id() + " or the type mailgun";
    }
    String why = MailgunPeople.whyNot(message);
    if (why == null && MailgunVariables.areSeveralMails(message)) {
      why = MailgunPlaces.whyNot(message);
      why = why != null ? why : MailgunVariables.whyNot(message);
    }
    why = why != null ? why : names(HEADERS, message.headers());
    why = why != null ? why : names("metadata", message.metadata());
    why = why != null ? why : tags(message.tags());
    why = why != null ? why : attachments();
    why = why != null ? why : optionBytes();
    Instant sendAt = message.sendAt().orElse(null);
    Duration ahead = Duration.ofDays(settings.daysAhead());
    return why == null && sendAt != null && sendAt.isAfter(now.plus(ahead))
        ? "sendAt: Mailgun takes at most " + settings.daysAhead() + " days ahead"
        : why;
  }

  private static @Nullable String names(String map, Map<String, String> members) {
    int index = 0;
    for (String name : members.keySet()) {
      if (!MailgunTexts.isAscii(name) || MailgunTexts.hasAny(name, NOT_IN_NAMES)) {
        return MailgunTexts.field(map, name, index)
            + ": Mailgun takes only ASCII without \" and \\ as a name";
      }
      if (map.equals(HEADERS)
          && name.regionMatches(true, 0, INSTRUCTION, 0, INSTRUCTION.length())) {
        return MailgunTexts.field(map, name, index)
            + ": Mailgun takes such a header as an instruction";
      }
      index++;
    }
    return null;
  }

  private static @Nullable String tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      return "tags: Mailgun takes at most 3";
    }
    for (int i = 0; i < tags.size(); i++) {
      if (!MailgunTexts.isAscii(tags.get(i)) || tags.get(i).length() > MAX_TAG_LENGTH) {
        return "tags[" + i + "]: Mailgun takes at most 128 characters of ASCII";
      }
    }
    return null;
  }

  private @Nullable String attachments() {
    List<Attachment> attachments = message.attachments();
    long total = 0;
    for (int i = 0; i < attachments.size(); i++) {
      if (MailgunTexts.hasAny(attachments.get(i).name(), NOT_IN_FILE_NAMES)) {
        return "attachments[" + i + "].name: Mailgun takes no \" \\ and /";
      }
      try {
        total += inMail(attachments.get(i).size());
      } catch (IOException | RuntimeException e) {
        // a foreign source that cannot be read now: that is found, and told, when it is sent
      }
    }
    return isTooLong(total)
        ? "text, html and attachments: Mailgun takes at most 25 MB, attachments in base64"
        : null;
  }

  /** In base64, in lines of 76 characters and their ends. */
  private static long inMail(long size) {
    return size < MAX_BYTES ? (size + 56) / 57 * 78 : MAX_BYTES + 1;
  }

  private boolean isTooLong(long attachmentBytes) {
    String text = message.text().orElse("");
    String html = message.html().orElse("");
    long most = attachmentBytes + MAX_UTF8_PER_CHAR * ((long) text.length() + html.length());
    return most > MAX_BYTES
        && attachmentBytes + MailgunTexts.utf8(text) + MailgunTexts.utf8(html) > MAX_BYTES;
  }

  private @Nullable String optionBytes() {
    int bytes = 0;
    int metadata = 0;
    for (MailgunFields.Field field : fields.all()) {
      int size = MailgunTexts.utf8(field.name()) + MailgunTexts.utf8(field.value());
      boolean counts = field.name().length() > 1 && field.name().charAt(1) == ':';
      bytes += counts ? size : 0;
      metadata += field.name().startsWith("v:") ? size : 0;
    }
    if (metadata > MAX_METADATA_BYTES) {
      return "metadata: Mailgun cuts off more than 4 KB, with the id of the message, in its events";
    }
    return bytes > MAX_OPTION_BYTES
        ? "headers, tags, metadata and mergeData: Mailgun takes at most 16 KB of them"
        : null;
  }
}
