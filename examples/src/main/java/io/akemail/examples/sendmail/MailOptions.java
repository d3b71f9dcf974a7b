package io.akemail.examples.sendmail;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.MessageId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The message as given on a command line. */
public final class MailOptions {
  @Option(names = "--from", paramLabel = "ADDRESS", description = "Sender, name allowed.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "ADDRESS", description = "Receiver; may be repeated.")
  private List<String> to = List.of();

  @Option(names = "--cc", paramLabel = "ADDRESS", description = "Copy to; may be repeated.")
  private List<String> cc = List.of();

  @Option(names = "--bcc", paramLabel = "ADDRESS", description = "Blind copy; may be repeated.")
  private List<String> bcc = List.of();

  @Option(names = "--reply-to", paramLabel = "ADDRESS", description = "Answers go there.")
  private List<String> replyTo = List.of();

  @Option(names = "--subject", paramLabel = "TEXT")
  private @Nullable String subject;

  @Option(names = "--text", paramLabel = "TEXT", description = "The plain text.")
  private @Nullable String text;

  @Option(names = "--html", paramLabel = "HTML", description = "The same as HTML.")
  private @Nullable String html;

  @Option(names = "--attach", paramLabel = "FILE", description = "A file; may be repeated.")
  private List<Path> attachments = List.of();

  @Option(
      names = "--inline",
      paramLabel = "CID=FILE",
      description = "An image for <img src=\"cid:CID\">; may be repeated.")
  private Map<String, Path> inlineImages = new LinkedHashMap<>();

  @Option(names = "--header", paramLabel = "NAME=VALUE", description = "May be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(names = "--tag", paramLabel = "TAG", description = "May be repeated.")
  private List<String> tags = List.of();

  @Option(names = "--meta", paramLabel = "KEY=VALUE", description = "Comes back in events.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--template",
      paramLabel = "PROVIDER=ID",
      description = "A stored template, one for each provider; instead of subject and text.")
  private Map<String, String> templates = new LinkedHashMap<>();

  @Option(names = "--data", paramLabel = "KEY=VALUE", description = "Fills the template.")
  private Map<String, String> mergeData = new LinkedHashMap<>();

  @Option(names = "--send-at", paramLabel = "TIME", description = "Such as 2030-01-31T08:00:00Z.")
  private @Nullable Instant sendAt;

  @Option(
      names = "--unsubscribe",
      paramLabel = "URL",
      description = "One-click List-Unsubscribe (RFC 8058); https.")
  private @Nullable URI unsubscribe;

  @Option(
      names = "--at-most-once",
      description = "After a lost answer rather none than two copies. Default: at least once.")
  private boolean atMostOnce;

  @Option(names = "--message-id", paramLabel = "ID", description = "Default: a new one.")
  private @Nullable String messageId;

  /** For picocli. */
  public MailOptions() {}

  /**
   * The message.
   *
   * @throws io.akemail.message.InvalidMessageException telling all that is wrong with it
   * @throws IllegalArgumentException if the id or the URL is malformed
   */
  public EmailMessage message() {
    EmailMessage.Builder mail = EmailMessage.builder();
    if (from != null) {
      mail.from(from);
    }
    mail.to(to.toArray(String[]::new)).cc(cc.toArray(String[]::new));
    mail.bcc(bcc.toArray(String[]::new)).replyTo(replyTo.toArray(String[]::new));
    attachments.forEach(file -> mail.attach(Attachment.ofFile(file)));
    inlineImages.forEach((cid, file) -> mail.attach(Attachment.ofFile(file).inline(cid)));
    headers.forEach(mail::header);
    tags.forEach(mail::tag);
    metadata.forEach(mail::metadata);
    templates.forEach(mail::template);
    mergeData.forEach(mail::mergeData);
    if (atMostOnce) {
      mail.deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE);
    }
    content(mail);
    return mail.build();
  }

  private void content(EmailMessage.Builder mail) {
    if (subject != null) {
      mail.subject(subject);
    }
    if (text != null) {
      mail.text(text);
    }
    if (html != null) {
      mail.html(html);
    }
    if (sendAt != null) {
      mail.sendAt(sendAt);
    }
    if (unsubscribe != null) {
      mail.listUnsubscribe(ListUnsubscribe.oneClick(unsubscribe));
    }
    if (messageId != null) {
      mail.messageId(MessageId.of(messageId));
    }
  }
}
