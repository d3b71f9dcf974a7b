package io.akemail.outbox;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.MessageId;
import io.akemail.message.Tracking;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads version 1 of {@link MessageFormat}. */
final class MessageReader {
  /** Without which the message would be another one. */
  private static final Set<String> REQUIRED =
      Set.of("id", "from", "openTracking", "clickTracking", "deliveryGuarantee");

  private final StoredDocument document;
  private final EmailMessage.Builder message = EmailMessage.builder();

  private MessageReader(StoredDocument document) {
    this.document = document;
  }

  static EmailMessage read(byte[] bytes) throws IOException {
    return StoredDocument.read(bytes, document -> new MessageReader(document).message());
  }

  private EmailMessage message() throws IOException {
    document.whole(MessageWriter.VERSION, REQUIRED, this::member);
    return message.build();
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "id" -> at(name, () -> message.messageId(MessageId.of(document.text())));
      case "from" -> at(name, () -> message.from(address()));
      case "to" -> each(name, () -> message.to(address()));
      case "cc" -> each(name, () -> message.cc(address()));
      case "bcc" -> each(name, () -> message.bcc(address()));
      case "replyTo" -> each(name, () -> message.replyTo(address()));
      case "personalizations" -> each(name, this::personalization);
      case "subject" -> at(name, () -> message.subject(document.text()));
      case "text" -> at(name, () -> message.text(document.text()));
      case "html" -> at(name, () -> message.html(document.text()));
      case "attachments" -> each(name, this::attachment);
      case "headers" -> members(name, key -> message.header(key, document.text()));
      case "tags" -> each(name, () -> message.tag(document.text()));
      case "metadata" -> members(name, key -> message.metadata(key, document.text()));
      case "templates" -> members(name, key -> message.template(key, document.text()));
      case "mergeData" -> at(name, () -> document.values().forEach(message::mergeData));
      case "providerOptions" -> members(name, this::options);
      default -> handling(name);
    }
  }

  private void handling(String name) throws IOException {
    switch (name) {
      case "sendAt" -> at(name, () -> message.sendAt(Instant.parse(document.text())));
      case "openTracking" -> at(name, () -> message.openTracking(tracking()));
      case "clickTracking" -> at(name, () -> message.clickTracking(tracking()));
      case "listUnsubscribe" -> at(name, this::unsubscribe);
      case "deliveryGuarantee" ->
          at(name, () -> message.deliveryGuarantee(DeliveryGuarantee.valueOf(document.text())));
      case "deliverBefore" -> at(name, () -> message.deliverBefore(Instant.parse(document.text())));
      case "dedupeKey" -> at(name, () -> message.dedupeKey(document.text()));
      case Seal.MEMBER -> at(name, document::text);
      default -> throw document.unknownMember();
    }
  }

  private void at(String name, StoredDocument.Step step) throws IOException {
    document.at(name);
    step.read();
  }

  private void each(String name, StoredDocument.Step step) throws IOException {
    document.at(name);
    document.each(step);
  }

  private void members(String name, StoredDocument.Member member) throws IOException {
    document.at(name);
    document.members(member);
  }

  private Tracking tracking() throws IOException {
    return Tracking.valueOf(document.text());
  }

  private void options(String provider) throws IOException {
    document.values().forEach((key, value) -> message.providerOption(provider, key, value));
  }

  private EmailAddress address() throws IOException {
    Map<String, String> parts = new HashMap<>();
    document.members(
        name -> {
          require(name.equals("address") || name.equals("name"));
          parts.put(name, document.text());
        });
    String address = required(parts.get("address"));
    String name = parts.get("name");
    return name == null ? EmailAddress.of(address) : EmailAddress.of(address, name);
  }

  private void personalization() throws IOException {
    Personal personal = new Personal();
    document.members(
        name -> {
          switch (name) {
            case "to" -> personal.to = address();
            case "data" -> personal.data = document.values();
            default -> throw document.unknownMember();
          }
        });
    message.personalization(required(personal.to), personal.data);
  }

  private void attachment() throws IOException {
    File file = new File();
    document.members(
        name -> {
          switch (name) {
            case "name" -> file.name = document.text();
            case "type" -> file.type = document.text();
            case "contentId" -> file.contentId = document.text();
            case "content" -> file.content = document.binary();
            default -> throw document.unknownMember();
          }
        });
    StoredContent content = new StoredContent(required(file.content));
    Attachment attachment = Attachment.of(required(file.name), required(file.type), content);
    message.attach(file.contentId == null ? attachment : attachment.inline(file.contentId));
  }

  private void unsubscribe() throws IOException {
    Map<String, String> parts = new HashMap<>();
    document.members(
        name -> {
          require(name.equals("uri") || name.equals("mailto"));
          parts.put(name, document.text());
        });
    String uri = parts.get("uri");
    String mailto = parts.get("mailto");
    if (uri == null) {
      message.listUnsubscribe(ListUnsubscribe.mailto(required(mailto)));
    } else if (mailto == null) {
      message.listUnsubscribe(ListUnsubscribe.oneClick(URI.create(uri)));
    } else {
      message.listUnsubscribe(ListUnsubscribe.oneClick(URI.create(uri), mailto));
    }
  }

  private <T> T required(@Nullable T part) throws IOException {
    if (part == null) {
      throw document.damaged("lacks a part");
    }
    return part;
  }

  private void require(boolean known) throws IOException {
    if (!known) {
      throw document.unknownMember();
    }
  }

  private static final class Personal {
    @Nullable EmailAddress to;
    Map<String, @Nullable Object> data = Map.of();
  }

  private static final class File {
    @Nullable String name;
    @Nullable String type;
    @Nullable String contentId;
    byte @Nullable [] content;
  }
}
