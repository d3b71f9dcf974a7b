package io.akemail.sendgrid;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.Personalization;
import io.akemail.message.Tracking;
import io.akemail.spi.http.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message as the body of {@code POST /v3/mail/send}: the same bytes for the same message
 * each time. {@link SendGridLimits} and {@link SendGridOptions} have let it pass.
 */
final class SendGridPayload {
  /** The custom argument that carries our message id into every event. */
  static final String MESSAGE_ID_ARGUMENT = "ak_message_id";

  private static final String DYNAMIC_TEMPLATE = "d-";

  private final SendGridSettings settings;
  private final EmailMessage message;
  private final @Nullable String template;
  private final Map<String, @Nullable Object> options;

  SendGridPayload(SendGridSettings settings, EmailMessage message) {
    this.settings = settings;
    this.message = message;
    this.template = settings.template(message);
    Map<String, @Nullable Object> added = settings.options(message);
    this.options = added == null ? Map.of() : added;
  }

  /** Legacy templates take texts only, in another member, with another limit. */
  static boolean isLegacy(String template) {
    return !template.startsWith(DYNAMIC_TEMPLATE);
  }

  void writeTo(JsonWriter json) {
    json.beginObject();
    personalizations(json);
    SendGridJson.mailbox(json.name("from"), message.from());
    replyTo(json);
    content(json);
    attachments(json);
    headers(json);
    labels(json);
    Instant sendAt = message.sendAt().orElse(null);
    if (sendAt != null) {
      json.name("send_at").value(sendAt.getEpochSecond());
    }
    mailSettings(json);
    trackingSettings(json);
    options.forEach(
        (name, value) -> {
          if (!SendGridOptions.isSection(name)) {
            json.name(name).json(value);
          }
        });
    json.endObject();
  }

  private void personalizations(JsonWriter json) {
    json.name("personalizations").beginArray();
    if (message.personalizations().isEmpty()) {
      json.beginObject();
      SendGridJson.mailboxes(json, "to", message.to());
      SendGridJson.mailboxes(json, "cc", message.cc());
      SendGridJson.mailboxes(json, "bcc", message.bcc());
      mergeData(json, Map.of());
      json.endObject();
    }
    for (Personalization one : message.personalizations()) {
      json.beginObject().name("to").beginArray();
      SendGridJson.mailbox(json, one.to());
      json.endArray();
      mergeData(json, one.data());
      json.endObject();
    }
    json.endArray();
  }

  /** The data for one mail: what all share, unless the recipient has it of his own. */
  private void mergeData(JsonWriter json, Map<String, @Nullable Object> own) {
    Map<String, @Nullable Object> shared = message.mergeData();
    if (template == null || (shared.isEmpty() && own.isEmpty())) {
      return;
    }
    json.name(isLegacy(template) ? "substitutions" : "dynamic_template_data").beginObject();
    for (Map.Entry<String, @Nullable Object> entry : shared.entrySet()) {
      if (!own.containsKey(entry.getKey())) {
        json.name(entry.getKey()).json(entry.getValue());
      }
    }
    SendGridJson.members(json, own);
    json.endObject();
  }

  private void replyTo(JsonWriter json) {
    List<EmailAddress> replyTo = message.replyTo();
    if (replyTo.size() == 1) {
      SendGridJson.mailbox(json.name("reply_to"), replyTo.get(0));
    } else {
      SendGridJson.mailboxes(json, "reply_to_list", replyTo);
    }
  }

  /** Text before HTML: another order is refused. */
  private void content(JsonWriter json) {
    if (template != null) {
      json.field("template_id", template);
      return;
    }
    json.field("subject", message.subject().orElseThrow());
    json.name("content").beginArray();
    part(json, "text/plain", message.text().orElse(null));
    part(json, "text/html", message.html().orElse(null));
    json.endArray();
  }

  private static void part(JsonWriter json, String type, @Nullable String value) {
    if (value != null) {
      json.beginObject().field("type", type).field("value", value).endObject();
    }
  }

  private void attachments(JsonWriter json) {
    List<Attachment> attachments = message.attachments();
    if (attachments.isEmpty()) {
      return;
    }
    json.name("attachments").beginArray();
    for (Attachment attachment : attachments) {
      json.beginObject().field("filename", attachment.name());
      json.field("type", attachment.contentType());
      String contentId = attachment.contentId().orElse(null);
      json.field("disposition", contentId == null ? "attachment" : "inline");
      if (contentId != null) {
        json.field("content_id", contentId);
      }
      json.name("content").base64(attachment).endObject();
    }
    json.endArray();
  }

  /** One id cannot stand on several mails, so with several personalizations SendGrid mints them. */
  private void headers(JsonWriter json) {
    ListUnsubscribe unsubscribe = message.listUnsubscribe().orElse(null);
    boolean oneMail = message.personalizations().size() <= 1;
    if (!oneMail && unsubscribe == null && message.headers().isEmpty()) {
      return;
    }
    json.name("headers").beginObject();
    if (oneMail) {
      json.field("Message-ID", message.id().header());
    }
    if (unsubscribe != null) {
      json.field("List-Unsubscribe", unsubscribe.header());
      String post = unsubscribe.postHeader().orElse(null);
      if (post != null) {
        json.field("List-Unsubscribe-Post", post);
      }
    }
    SendGridJson.strings(json, message.headers());
    json.endObject();
  }

  private void labels(JsonWriter json) {
    if (!message.tags().isEmpty()) {
      json.name("categories").beginArray();
      for (String tag : message.tags()) {
        json.value(tag);
      }
      json.endArray();
    }
    json.name("custom_args").beginObject();
    SendGridJson.strings(json, message.metadata());
    json.field(MESSAGE_ID_ARGUMENT, message.id().value()).endObject();
  }

  private void mailSettings(JsonWriter json) {
    Map<?, ?> added = SendGridOptions.section(options, SendGridOptions.MAIL_SETTINGS);
    if (added == null && !settings.sandbox()) {
      return;
    }
    json.name(SendGridOptions.MAIL_SETTINGS).beginObject();
    if (settings.sandbox()) {
      json.name("sandbox_mode").beginObject().name("enable").value(true).endObject();
    }
    SendGridJson.members(json, added);
    json.endObject();
  }

  private void trackingSettings(JsonWriter json) {
    Map<?, ?> added = SendGridOptions.section(options, SendGridOptions.TRACKING_SETTINGS);
    Tracking clicks = message.clickTracking();
    Tracking opens = message.openTracking();
    if (added == null && clicks == opens && opens == Tracking.PROVIDER_DEFAULT) {
      return;
    }
    json.name(SendGridOptions.TRACKING_SETTINGS).beginObject();
    if (clicks != Tracking.PROVIDER_DEFAULT) {
      json.name(SendGridOptions.CLICKS).beginObject().name("enable").value(clicks == Tracking.ON);
      if (clicks == Tracking.OFF) {
        json.name("enable_text").value(false);
      }
      json.endObject();
    }
    if (opens != Tracking.PROVIDER_DEFAULT) {
      json.name(SendGridOptions.OPENS).beginObject();
      json.name("enable").value(opens == Tracking.ON).endObject();
    }
    SendGridJson.members(json, added);
    json.endObject();
  }
}
