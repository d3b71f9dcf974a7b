package io.akemail.outbox;

import static java.util.stream.Collectors.joining;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every field of a message as text, the order of its parts and the text of numbers included. */
final class Fields {
  private Fields() {}

  static List<String> of(EmailMessage message) {
    return List.of(
        "id " + message.id(),
        "from " + text(message.from()),
        "to " + addresses(message.to()),
        "cc " + addresses(message.cc()),
        "bcc " + addresses(message.bcc()),
        "replyTo " + addresses(message.replyTo()),
        "recipients " + addresses(message.recipients()),
        "personalizations "
            + message.personalizations().stream()
                .map(each -> text(each.to()) + value(each.data()))
                .toList(),
        "subject " + message.subject(),
        "text " + message.text(),
        "html " + message.html(),
        "attachments " + message.attachments().stream().map(Fields::text).toList(),
        "headers " + value(message.headers()),
        "tags " + value(message.tags()),
        "metadata " + value(message.metadata()),
        "templates " + value(message.templates()),
        "mergeData " + value(message.mergeData()),
        "sendAt " + message.sendAt(),
        "openTracking " + message.openTracking(),
        "clickTracking " + message.clickTracking(),
        "listUnsubscribe "
            + message.listUnsubscribe().map(each -> each.uri() + " " + each.mailto()),
        "deliveryGuarantee " + message.deliveryGuarantee(),
        "deliverBefore " + message.deliverBefore(),
        "dedupeKey " + message.dedupeKey(),
        "providerOptions " + value(message.providerOptions()));
  }

  /** The names of the fields. */
  static List<String> names() {
    return of(FullMessages.withContent()).stream()
        .map(field -> field.substring(0, field.indexOf(' ')))
        .toList();
  }

  private static String addresses(List<EmailAddress> addresses) {
    return addresses.stream().map(Fields::text).collect(joining("; "));
  }

  private static String text(EmailAddress address) {
    return address.address() + " " + address.domain() + " " + address.name();
  }

  private static String text(Attachment attachment) {
    try (InputStream content = attachment.open()) {
      byte[] bytes = content.readAllBytes();
      return String.join(
          " ",
          attachment.name(),
          attachment.contentType(),
          attachment.contentId().toString(),
          Long.toString(attachment.size()),
          HexFormat.of().formatHex(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
          .collect(joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Fields::value).collect(joining(", ", "[", "]"));
    }
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
