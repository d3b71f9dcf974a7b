package io.akemail.mailgun;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.message.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that the caller adds to the request on his own account: which of them would say again what
 * the message says elsewhere, or are no fields.
 */
final class MailgunOptions {
  private static final Set<String> OWNED =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "text",
          "html",
          "template",
          "attachment",
          "inline",
          MailgunFields.VARIABLES,
          MailgunFields.RECIPIENT_VARIABLES,
          "o:tag",
          "o:deliverytime");

  private final String path;
  private final EmailMessage message;
  private final List<Problem> problems = new ArrayList<>();

  private MailgunOptions(String path, EmailMessage message) {
    this.path = path;
    this.message = message;
  }

  /** What the caller has to change before this message can go to Mailgun; empty as a rule. */
  static List<Problem> problems(MailgunSettings settings, EmailMessage message) {
    Map<String, @Nullable Object> options = settings.options(message);
    boolean takesOurKey = message.metadata().containsKey(MailgunFields.MESSAGE_ID_METADATA);
    if (options.isEmpty() && !takesOurKey) {
      return List.of();
    }
    String path = "providerOptions[" + settings.optionsKey(message) + "]";
    MailgunOptions check = new MailgunOptions(path, message);
    if (takesOurKey) {
      String field = "metadata[" + MailgunFields.MESSAGE_ID_METADATA + "]";
      check.problems.add(new Problem(field, "is kept for the id of the message"));
    }
    int index = 0;
    for (Map.Entry<String, @Nullable Object> option : options.entrySet()) {
      check.option(option.getKey(), option.getValue(), index);
      index++;
    }
    return check.problems;
  }

  private void option(String name, @Nullable Object value, int index) {
    if (!MailgunTexts.isPlain(name.replace(":", ""))) {
      problems.add(new Problem(path + "[#" + index + "]", "has no name of a field"));
    } else if (isOwned(name)) {
      problem(name, "is written from the message itself");
    } else if (name.equals("o:testmode")) {
      problem(name, "is a setting of the provider");
    } else if (!isValue(value)) {
      problem(name, "must be a text, a number, true, false or a list of texts and numbers");
    }
  }

  private void problem(String name, String reason) {
    problems.add(new Problem(path + "." + name, reason));
  }

  private boolean isOwned(String name) {
    boolean opens = message.openTracking() != Tracking.PROVIDER_DEFAULT;
    boolean clicks = message.clickTracking() != Tracking.PROVIDER_DEFAULT;
    return switch (name) {
      case MailgunFields.OPENS -> opens;
      case MailgunFields.CLICKS -> clicks;
      case "o:tracking" -> opens || clicks;
      case "subject" -> message.subject().isPresent();
      default -> OWNED.contains(name) || name.startsWith("h:") || name.startsWith("v:");
    };
  }

  private static boolean isValue(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(each -> each instanceof String || each instanceof Number);
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
