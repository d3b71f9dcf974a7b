package io.akemail.sendgrid;

import io.akemail.message.EmailAddress;
import io.akemail.spi.http.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the pieces that occur in several places of a request. */
final class SendGridJson {
  private SendGridJson() {}

  static void mailbox(JsonWriter json, EmailAddress address) {
    json.beginObject().field("email", address.address());
    String name = address.name().orElse(null);
    if (name != null) {
      json.field("name", name);
    }
    json.endObject();
  }

  /** A member with a list of mailboxes; nothing if there are none. */
  static void mailboxes(JsonWriter json, String name, List<EmailAddress> addresses) {
    if (addresses.isEmpty()) {
      return;
    }
    json.name(name).beginArray();
    for (EmailAddress address : addresses) {
      mailbox(json, address);
    }
    json.endArray();
  }

  static void strings(JsonWriter json, Map<String, String> members) {
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.field(member.getKey(), member.getValue());
    }
  }

  /** Members as they are; nothing for null. */
  static void members(JsonWriter json, @Nullable Map<?, ?> members) {
    if (members != null) {
      members.forEach((name, value) -> json.name((String) name).json(value));
    }
  }
}
