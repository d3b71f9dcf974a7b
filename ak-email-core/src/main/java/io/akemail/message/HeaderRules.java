package io.akemail.message;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers a caller may set. */
final class HeaderRules {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_VALUE = 998;

  /** Headers that another method of the builder sets. */
  private static final Map<String, String> METHODS =
      Map.of(
          "from", "from",
          "to", "to",
          "cc", "cc",
          "bcc", "bcc",
          "subject", "subject",
          "reply-to", "replyTo",
          "message-id", "messageId",
          "list-unsubscribe", "listUnsubscribe",
          "list-unsubscribe-post", "listUnsubscribe");

  private static final Set<String> OTHERS =
      Set.of("sender", "date", "mime-version", "received", "return-path", "dkim-signature");

  private HeaderRules() {}

  static void check(List<MessageBuilder.Pair> headers, Problems problems) {
    if (headers.isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>();
    for (int i = 0; i < headers.size(); i++) {
      MessageBuilder.Pair header = headers.get(i);
      String name = header.key();
      String nameFault = nameFault(name);
      String valueFault = TextRules.line(header.value(), LONGEST_VALUE);
      if (nameFault == null && name != null && !known.add(name.toLowerCase(Locale.ROOT))) {
        nameFault = "repeats a header";
      }
      if (nameFault != null || valueFault != null) {
        String field = "headers[" + Problems.shown(name, i) + "]";
        problems.addIf(field, nameFault);
        problems.addIf(field, valueFault);
      }
    }
  }

  private static @Nullable String nameFault(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return name == null ? "name " + TextRules.NULL : "name must not be empty";
    }
    if (name.length() > LONGEST_NAME) {
      return "name is longer than " + LONGEST_NAME + " characters";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':') {
        return "name must be printable ASCII without space and ':'";
      }
    }
    String lower = name.toLowerCase(Locale.ROOT);
    String method = METHODS.get(lower);
    if (method != null) {
      return "is set by " + method + "(..)";
    }
    return OTHERS.contains(lower) || lower.startsWith("content-")
        ? "is written by the provider"
        : null;
  }
}
