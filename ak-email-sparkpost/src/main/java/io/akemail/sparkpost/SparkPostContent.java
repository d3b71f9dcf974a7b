package io.akemail.sparkpost;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import io.akemail.spi.http.JsonWriter;

/** Writes what the mail says: of the message itself, or of a template. */
final class SparkPostContent {
  private SparkPostContent() {}

  static void inline(JsonWriter json, EmailMessage message) {
    json.name("content").beginObject();
    SparkPostJson.mailbox(json.name("from"), message.from());
    json.field("subject", message.subject().orElseThrow());
    replyTo(json, message);
    SparkPostJson.text(json, "text", message.text().orElse(null));
    SparkPostJson.text(json, "html", message.html().orElse(null));
    headers(json, message);
    files(json, message, "attachments", false);
    files(json, message, "inline_images", true);
    json.endObject();
  }

  /** Sender and reply-to in the content are ignored beside a template: they stand in override. */
  static void template(JsonWriter json, EmailMessage message, String template) {
    json.name("content").beginObject().field("template_id", template).endObject();
    json.name("override").beginObject();
    SparkPostJson.mailbox(json.name("from"), message.from());
    replyTo(json, message);
    json.endObject();
  }

  private static void replyTo(JsonWriter json, EmailMessage message) {
    if (!message.replyTo().isEmpty()) {
      json.field("reply_to", SparkPostJson.line(message.replyTo()));
    }
  }

  private static void headers(JsonWriter json, EmailMessage message) {
    if (message.headers().isEmpty() && message.cc().isEmpty()) {
      return;
    }
    json.name("headers").beginObject();
    if (!message.cc().isEmpty()) {
      json.field("CC", SparkPostJson.line(message.cc()));
    }
    SparkPostJson.strings(json, message.headers());
    json.endObject();
  }

  /** An inline image is named by its content id alone. */
  private static void files(JsonWriter json, EmailMessage message, String member, boolean images) {
    boolean begun = false;
    for (Attachment attachment : message.attachments()) {
      String contentId = attachment.contentId().orElse(null);
      if (images != (contentId != null)) {
        continue;
      }
      if (!begun) {
        json.name(member).beginArray();
        begun = true;
      }
      json.beginObject().field("name", contentId == null ? attachment.name() : contentId);
      json.field("type", attachment.contentType()).name("data").base64(attachment).endObject();
    }
    if (begun) {
      json.endArray();
    }
  }
}
