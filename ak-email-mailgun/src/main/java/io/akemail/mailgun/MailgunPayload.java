package io.akemail.mailgun;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.spi.http.FormWriter;

/**
 * Writes one message as the form of {@code POST /v3/<domain>/messages}: the same parts for the same
 * message each time. {@link MailgunLimits} and {@link MailgunOptions} have let it pass.
 */
final class MailgunPayload {
  private final EmailMessage message;
  private final MailgunFields fields;

  MailgunPayload(EmailMessage message, MailgunFields fields) {
    this.message = message;
    this.fields = fields;
  }

  void writeTo(FormWriter form) {
    form.field("from", message.from().format());
    message.personalizations().forEach(one -> mailbox(form, "to", one.to()));
    message.to().forEach(to -> mailbox(form, "to", to));
    message.cc().forEach(cc -> mailbox(form, "cc", cc));
    message.bcc().forEach(bcc -> mailbox(form, "bcc", bcc));
    message.subject().ifPresent(subject -> form.field("subject", subject));
    message.text().ifPresent(text -> form.field("text", text));
    message.html().ifPresent(html -> form.field("html", html));
    fields.all().forEach(field -> form.field(field.name(), field.value()));
    message.attachments().forEach(attachment -> file(form, attachment));
  }

  private static void mailbox(FormWriter form, String name, EmailAddress address) {
    form.field(name, address.format());
  }

  /** The content id of an inline image is the name of its file. */
  private static void file(FormWriter form, Attachment attachment) {
    String contentId = attachment.contentId().orElse(null);
    if (contentId == null) {
      form.file("attachment", attachment.name(), attachment);
    } else {
      form.file("inline", contentId, attachment);
    }
  }
}
