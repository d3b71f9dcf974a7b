package io.akemail.sendgrid;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.message.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members that the caller adds to the request on his own account: which of them would overwrite
 * what the message says elsewhere.
 */
final class SendGridOptions {
  static final String MAIL_SETTINGS = "mail_settings";
  static final String TRACKING_SETTINGS = "tracking_settings";
  static final String CLICKS = "click_tracking";
  static final String OPENS = "open_tracking";

  private static final Set<String> OWNED =
      Set.of(
          "personalizations",
          "from",
          "reply_to",
          "reply_to_list",
          "subject",
          "content",
          "attachments",
          "template_id",
          "headers",
          "categories",
          "custom_args",
          "send_at");

  private SendGridOptions() {}

  /** What the caller has to change before this message can go to SendGrid; empty as a rule. */
  static List<Problem> problems(SendGridSettings settings, EmailMessage message) {
    Map<String, @Nullable Object> options = settings.options(message);
    boolean takesOurKey = message.metadata().containsKey(SendGridPayload.MESSAGE_ID_ARGUMENT);
    if (options == null && !takesOurKey) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    if (takesOurKey) {
      String field = "metadata[" + SendGridPayload.MESSAGE_ID_ARGUMENT + "]";
      problems.add(new Problem(field, "is kept for the id of the message"));
    }
    if (options != null) {
      addProblems(
          "providerOptions[" + settings.optionsKey(message) + "].", options, message, problems);
    }
    return problems;
  }

  private static void addProblems(
      String path,
      Map<String, @Nullable Object> options,
      EmailMessage message,
      List<Problem> problems) {
    for (Map.Entry<String, @Nullable Object> option : options.entrySet()) {
      String name = option.getKey();
      if (OWNED.contains(name)) {
        problems.add(new Problem(path + name, "is written from the message itself"));
      } else if (isSection(name) && !(option.getValue() instanceof Map)) {
        problems.add(new Problem(path + name, "must be an object"));
      }
    }
    Map<?, ?> mail = section(options, MAIL_SETTINGS);
    if (mail != null && mail.containsKey("sandbox_mode")) {
      problems.add(
          new Problem(path + MAIL_SETTINGS + ".sandbox_mode", "is a setting of the provider"));
    }
    Map<?, ?> tracking = section(options, TRACKING_SETTINGS);
    if (tracking != null) {
      addIfTwice(path, CLICKS, tracking, message.clickTracking(), problems);
      addIfTwice(path, OPENS, tracking, message.openTracking(), problems);
    }
  }

  private static void addIfTwice(
      String path, String name, Map<?, ?> added, Tracking said, List<Problem> problems) {
    if (said != Tracking.PROVIDER_DEFAULT && added.containsKey(name)) {
      problems.add(
          new Problem(path + TRACKING_SETTINGS + "." + name, "is written from the message itself"));
    }
  }

  /** Whether a member is an object that the library writes to as well. */
  static boolean isSection(String name) {
    return name.equals(MAIL_SETTINGS) || name.equals(TRACKING_SETTINGS);
  }

  /** The caller's part of such a member; null if there is none. */
  static @Nullable Map<?, ?> section(Map<String, @Nullable Object> options, String name) {
    return options.get(name) instanceof Map<?, ?> section ? section : null;
  }
}
