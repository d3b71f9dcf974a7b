package io.akemail.outbox;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.Personalization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes version 1 of {@link MessageFormat}. What is empty is left out. */
final class MessageWriter {
  static final int VERSION = 1;

  /** Leaves the last brace to the {@link Seal}. */
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

  private final JsonGenerator json;

  private MessageWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(EmailMessage message, long most) throws IOException {
    LimitedBytes bytes = new LimitedBytes(most);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new MessageWriter(json).write(message);
    }
    bytes.write(Seal.of(bytes.checksum()));
    return bytes.toByteArray();
  }

  private void write(EmailMessage message) throws IOException {
    json.writeStartObject();
    json.writeNumberField("version", VERSION);
    json.writeStringField("id", message.id().value());
    json.writeFieldName("from");
    write(message.from());
    addresses("to", message.to());
    addresses("cc", message.cc());
    addresses("bcc", message.bcc());
    addresses("replyTo", message.replyTo());
    personalizations(message.personalizations());
    text("subject", message.subject().orElse(null));
    text("text", message.text().orElse(null));
    text("html", message.html().orElse(null));
    attachments(message.attachments());
    strings("headers", message.headers());
    tags(message.tags());
    strings("metadata", message.metadata());
    strings("templates", message.templates());
    values("mergeData", message.mergeData());
    text("sendAt", message.sendAt().map(Object::toString).orElse(null));
    text("openTracking", message.openTracking().name());
    text("clickTracking", message.clickTracking().name());
    unsubscribe(message.listUnsubscribe().orElse(null));
    text("deliveryGuarantee", message.deliveryGuarantee().name());
    text("deliverBefore", message.deliverBefore().map(Object::toString).orElse(null));
    text("dedupeKey", message.dedupeKey().orElse(null));
    values("providerOptions", message.providerOptions());
  }

  private void text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void addresses(String name, List<EmailAddress> addresses) throws IOException {
    if (addresses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (EmailAddress address : addresses) {
      write(address);
    }
    json.writeEndArray();
  }

  private void write(EmailAddress address) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", address.address());
    text("name", address.name().orElse(null));
    json.writeEndObject();
  }

  private void personalizations(List<Personalization> personalizations) throws IOException {
    if (personalizations.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("personalizations");
    for (Personalization personalization : personalizations) {
      json.writeStartObject();
      json.writeFieldName("to");
      write(personalization.to());
      values("data", personalization.data());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void attachments(List<Attachment> attachments) throws IOException {
    if (attachments.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("attachments");
    for (int i = 0; i < attachments.size(); i++) {
      Attachment attachment = attachments.get(i);
      json.writeStartObject();
      json.writeStringField("name", attachment.name());
      json.writeStringField("type", attachment.contentType());
      text("contentId", attachment.contentId().orElse(null));
      json.writeFieldName("content");
      content("attachments[" + i + "]", attachment);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The source is foreign code, and what it throws may tell a path. */
  private void content(String place, Attachment attachment) throws IOException {
    long written;
    long size;
    try (InputStream content = attachment.open()) {
      written = json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, content, -1);
      size = attachment.size();
    } catch (TooLargeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(place + ": cannot be read (" + e.getClass().getName() + ")");
    }
    if (written != size) {
      throw new IOException(place + ": gives " + written + " bytes instead of " + size);
    }
  }

  private void strings(String name, Map<String, String> strings) throws IOException {
    if (strings.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : strings.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void tags(List<String> tags) throws IOException {
    if (!tags.isEmpty()) {
      json.writeFieldName("tags");
      JsonValues.write(json, tags);
    }
  }

  private void values(String name, Map<String, ? extends @Nullable Object> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeFieldName(name);
      JsonValues.write(json, values);
    }
  }

  private void unsubscribe(@Nullable ListUnsubscribe unsubscribe) throws IOException {
    if (unsubscribe == null) {
      return;
    }
    json.writeObjectFieldStart("listUnsubscribe");
    text("uri", unsubscribe.uri().map(Object::toString).orElse(null));
    text("mailto", unsubscribe.mailto().orElse(null));
    json.writeEndObject();
  }
}
