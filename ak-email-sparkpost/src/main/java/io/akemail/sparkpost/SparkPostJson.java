package io.akemail.sparkpost;

import io.akemail.message.EmailAddress;
import io.akemail.spi.http.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the pieces that occur in several places of a request. */
final class SparkPostJson {
  private SparkPostJson() {}

  static void mailbox(JsonWriter json, EmailAddress address) {
    json.beginObject().field("email", address.address());
    text(json, "name", address.name().orElse(null));
    json.endObject();
  }

  /** Mailboxes as one header line, in Unicode: SparkPost encodes it. */
  static String line(List<EmailAddress> addresses) {
    if (addresses.size() == 1) {
      return addresses.get(0).format();
    }
    StringBuilder line = new StringBuilder(addresses.size() * 32);
    for (EmailAddress address : addresses) {
      line.append(line.isEmpty() ? "" : ", ").append(address.format());
    }
    return line.toString();
  }

  /** A member with a text; nothing for null. */
  static void text(JsonWriter json, String name, @Nullable String value) {
    if (value != null) {
      json.field(name, value);
    }
  }

  static void strings(JsonWriter json, Map<String, String> members) {
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.field(member.getKey(), member.getValue());
    }
  }
}
