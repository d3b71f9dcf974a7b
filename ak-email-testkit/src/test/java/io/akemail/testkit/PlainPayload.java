package io.akemail.testkit;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import io.akemail.spi.http.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A message in the dialect of {@link PlainProvider}: every part under its own name. */
record PlainPayload(EmailMessage message, Set<Flaw> flaws) {

  void writeTo(JsonWriter json) {
    json.beginObject().field("id", message.id().header());
    addresses(json, "from", List.of(message.from()));
    addresses(json, "to", message.to());
    addresses(json, "cc", flaws.contains(Flaw.DROPS_CC) ? List.of() : message.cc());
    addresses(json, "bcc", message.bcc());
    addresses(json, "reply_to", message.replyTo());
    json.name("personal").beginArray();
    for (Personalization one : message.personalizations()) {
      json.beginObject();
      addresses(json, "to", List.of(one.to()));
      json.name("data").json(one.data()).endObject();
    }
    json.endArray();
    text(json, "subject", message.subject().orElse(""));
    text(json, "text", message.text().orElse(""));
    text(json, "html", message.html().orElse(""));
    files(json);
    json.name("headers").json(message.headers());
    json.name("metadata").json(message.metadata());
    text(json, "template", message.templates().getOrDefault("plain", ""));
    json.name("data").json(message.mergeData());
    text(json, "send_at", message.sendAt().map(Object::toString).orElse(""));
    text(json, "tracking", message.openTracking() + " " + message.clickTracking());
    message
        .listUnsubscribe()
        .ifPresent(
            list -> json.field("unsubscribe", list.header() + " " + list.postHeader().orElse("")));
    json.name("options").json(options());
    if (flaws.contains(Flaw.CHANGES_ITS_BYTES)) {
      json.name("time").value(System.nanoTime());
    }
    json.endObject();
  }

  private Map<String, ?> options() {
    return flaws.contains(Flaw.SENDS_OPTIONS_OF_OTHERS)
        ? message.providerOptions()
        : message.providerOptions().getOrDefault("plain", Map.of());
  }

  private void files(JsonWriter json) {
    json.name("files").beginArray();
    for (Attachment file : message.attachments()) {
      json.beginObject().field("name", file.name()).field("type", file.contentType());
      text(json, "cid", file.contentId().orElse(""));
      json.name("data").base64(file).endObject();
    }
    json.endArray();
  }

  private static void text(JsonWriter json, String name, String value) {
    if (!value.isEmpty()) {
      json.field(name, value);
    }
  }

  private static void addresses(JsonWriter json, String name, List<EmailAddress> addresses) {
    json.name(name).beginArray();
    for (EmailAddress address : addresses) {
      json.beginObject().field("name", address.name().orElse(""));
      json.field("email", address.address()).endObject();
    }
    json.endArray();
  }
}
