package io.akemail.sendgrid;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The limits on attachments, headers and the size of the whole. */
final class SendGridParts {
  private static final long MAX_BYTES = 30_000_000;
  private static final int MAX_UTF8_PER_CHAR = 3;
  private static final int LONGEST_SHOWN = 64;

  /** Those of SendGrid's list that a message can hold at all. */
  private static final Set<String> REFUSED_HEADERS =
      Set.of(
          "x-sg-id",
          "x-sg-eid",
          "received",
          "dkim-signature",
          "content-type",
          "content-transfer-encoding",
          "to",
          "from",
          "subject",
          "reply-to",
          "cc",
          "bcc");

  private SendGridParts() {}

  static @Nullable String attachments(EmailMessage message) {
    List<Attachment> attachments = message.attachments();
    long total = 0;
    for (int i = 0; i < attachments.size(); i++) {
      Attachment attachment = attachments.get(i);
      String why = attachment(attachment);
      if (why != null) {
        return "attachments[" + i + "]" + why;
      }
      try {
        long size = attachment.size();
        if (size == 0) {
          return "attachments[" + i + "]: SendGrid takes no empty file";
        }
        total += size < MAX_BYTES ? (size + 2) / 3 * 4 : MAX_BYTES;
      } catch (IOException | RuntimeException e) {
        // a foreign source that cannot be read now: that is found, and told, when it is sent
      }
    }
    return isTooLong(message, total)
        ? "text, html and attachments: SendGrid takes less than 30 MB, attachments in base64"
        : null;
  }

  private static @Nullable String attachment(Attachment attachment) {
    if (!isAscii(attachment.name())) {
      return ".name: SendGrid garbles what is not ASCII";
    }
    if (hasSeparator(attachment.name())) {
      return ".name: SendGrid takes no ';' and no ','";
    }
    return hasSeparator(attachment.contentType())
        ? ".contentType: SendGrid takes no ';' and no ',', so no charset"
        : null;
  }

  private static boolean isTooLong(EmailMessage message, long attachmentBytes) {
    String text = message.text().orElse("");
    String html = message.html().orElse("");
    long most = attachmentBytes + MAX_UTF8_PER_CHAR * ((long) text.length() + html.length());
    return most >= MAX_BYTES && attachmentBytes + utf8(text) + utf8(html) >= MAX_BYTES;
  }

  static @Nullable String headers(Map<String, String> headers) {
    int index = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (REFUSED_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        return field("headers", header.getKey(), index) + ": SendGrid writes this header itself";
      }
      if (!isAscii(header.getValue())) {
        return field("headers", header.getKey(), index)
            + ": SendGrid takes ASCII only: encode the value (RFC 2047)";
      }
      index++;
    }
    return null;
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

  /** The path of a member; its place stands for a name that is not plain. */
  static String field(String map, String name, int index) {
    boolean plain = name.length() <= LONGEST_SHOWN;
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }
    return map + "[" + (plain ? name : "#" + index) + "]";
  }

  /** The bytes that a text takes in UTF-8, without making them. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // a surrogate pair is two chars and four bytes
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
