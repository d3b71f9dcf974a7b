package io.akemail.mailgun;

import io.akemail.message.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Mailboxes as a header field has them: names in Unicode become encoded words (RFC 2047), since it
 * is documented for no header field of one's own that Mailgun encodes it.
 */
final class MailgunWords {
  /** So that a word has at most 75 characters in all. */
  private static final int BYTES_OF_A_WORD = 45;

  private MailgunWords() {}

  /** The mailboxes, separated by commas. */
  static String mailboxes(List<EmailAddress> addresses) {
    StringBuilder line = new StringBuilder();
    for (EmailAddress address : addresses) {
      line.append(line.isEmpty() ? "" : ", ");
      String name = address.name().orElse("");
      if (MailgunTexts.isAscii(name)) {
        line.append(address.format());
      } else {
        encode(name, line);
        line.append(" <").append(address.address()).append('>');
      }
    }
    return line.toString();
  }

  /** Words end at whole characters; the space between two words is not shown. */
  private static void encode(String text, StringBuilder line) {
    int from = 0;
    while (from < text.length()) {
      int to = from;
      int bytes = 0;
      while (to < text.length()) {
        int next = to + Character.charCount(text.codePointAt(to));
        bytes += MailgunTexts.utf8(text.substring(to, next));
        if (bytes > BYTES_OF_A_WORD) {
          break;
        }
        to = next;
      }
      byte[] word = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
      line.append(from == 0 ? "=?UTF-8?B?" : " =?UTF-8?B?");
      line.append(Base64.getEncoder().encodeToString(word)).append("?=");
      from = to;
    }
  }
}
