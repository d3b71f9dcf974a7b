package io.akemail.mailgun;

import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.Tracking;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request beside people, texts and files: made once, counted by the limits, then
 * written.
 */
final class MailgunFields {
  /** The metadata that carries our message id into every event. */
  static final String MESSAGE_ID_METADATA = "ak_message_id";

  static final String OPENS = "o:tracking-opens";
  static final String CLICKS = "o:tracking-clicks";
  static final String VARIABLES = "t:variables";
  static final String RECIPIENT_VARIABLES = "recipient-variables";

  private static final String YES = "yes";
  private static final String NO = "no";

  private static final DateTimeFormatter MAIL_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** One field of a form. */
  record Field(String name, String value) {}

  private final List<Field> all = new ArrayList<>();

  MailgunFields(MailgunSettings settings, EmailMessage message) {
    template(settings.template(message), message);
    handling(settings, message);
    headers(message);
    message.metadata().forEach((name, value) -> add("v:" + name, value));
    add("v:" + MESSAGE_ID_METADATA, message.id().value());
    options(settings.options(message));
  }

  List<Field> all() {
    return all;
  }

  private void add(String name, String value) {
    all.add(new Field(name, value));
  }

  private void template(@Nullable String template, EmailMessage message) {
    if (template != null) {
      add("template", template);
      Map<String, @Nullable Object> variables = MailgunVariables.ofTemplate(message);
      if (!variables.isEmpty()) {
        add(VARIABLES, MailgunTexts.json(variables));
      }
    }
    if (MailgunVariables.areSeveralMails(message)) {
      add(RECIPIENT_VARIABLES, MailgunTexts.json(MailgunVariables.ofRecipients(message)));
    }
  }

  private void handling(MailgunSettings settings, EmailMessage message) {
    message.tags().forEach(tag -> add("o:tag", tag));
    Instant sendAt = message.sendAt().orElse(null);
    if (sendAt != null) {
      add("o:deliverytime", MAIL_DATE.format(sendAt));
    }
    tracking(OPENS, message.openTracking());
    tracking(CLICKS, message.clickTracking());
    if (settings.sandbox()) {
      add("o:testmode", YES);
    }
  }

  private void tracking(String name, Tracking tracking) {
    if (tracking != Tracking.PROVIDER_DEFAULT) {
      add(name, tracking == Tracking.ON ? YES : NO);
    }
  }

  /** One id cannot stand on several mails, so then Mailgun mints them. */
  private void headers(EmailMessage message) {
    if (!MailgunVariables.areSeveralMails(message)) {
      add("h:Message-Id", message.id().header());
    }
    if (!message.replyTo().isEmpty()) {
      add("h:Reply-To", MailgunWords.mailboxes(message.replyTo()));
    }
    ListUnsubscribe unsubscribe = message.listUnsubscribe().orElse(null);
    if (unsubscribe != null) {
      add("h:List-Unsubscribe", unsubscribe.header());
      unsubscribe.postHeader().ifPresent(post -> add("h:List-Unsubscribe-Post", post));
    }
    message.headers().forEach((name, value) -> add("h:" + name, value));
  }

  private void options(Map<String, @Nullable Object> options) {
    options.forEach(
        (name, value) -> {
          List<?> values = value instanceof List<?> list ? list : List.of(String.valueOf(value));
          if (value instanceof Boolean on) {
            values = List.of(on ? YES : NO);
          }
          values.forEach(each -> add(name, String.valueOf(each)));
        });
  }
}
