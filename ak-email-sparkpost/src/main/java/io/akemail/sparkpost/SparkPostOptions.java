package io.akemail.sparkpost;

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
final class SparkPostOptions {
  static final String OPTIONS = "options";
  static final String TRANSACTIONAL = "transactional";
  static final String SUBSTITUTIONS = "perform_substitutions";
  static final String OPENS = "open_tracking";
  static final String CLICKS = "click_tracking";
  static final String START_TIME = "start_time";

  private static final Set<String> OWNED =
      Set.of("recipients", "content", "override", "campaign_id", "metadata", "substitution_data");

  private static final String WRITTEN = "is written from the message itself";

  private SparkPostOptions() {}

  /** What the caller has to change before this message can go to SparkPost; empty as a rule. */
  static List<Problem> problems(SparkPostSettings settings, EmailMessage message) {
    Map<String, @Nullable Object> added = settings.options(message);
    boolean takesOurKey = message.metadata().containsKey(SparkPostPayload.MESSAGE_ID_METADATA);
    if (added == null && !takesOurKey) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    if (takesOurKey) {
      String field = "metadata[" + SparkPostPayload.MESSAGE_ID_METADATA + "]";
      problems.add(new Problem(field, "is kept for the id of the message"));
    }
    if (added != null) {
      String path = "providerOptions[" + settings.optionsKey(message) + "].";
      addProblems(path, added, message, problems);
    }
    return problems;
  }

  private static void addProblems(
      String path,
      Map<String, @Nullable Object> added,
      EmailMessage message,
      List<Problem> problems) {
    for (String name : added.keySet()) {
      if (OWNED.contains(name)) {
        problems.add(new Problem(path + name, WRITTEN));
      }
    }
    if (!added.containsKey(OPTIONS)) {
      return;
    }
    Map<?, ?> section = section(added);
    if (section == null) {
      problems.add(new Problem(path + OPTIONS, "must be an object"));
      return;
    }
    for (Object name : section.keySet()) {
      boolean twice =
          name.equals(START_TIME)
              || name.equals(SUBSTITUTIONS)
              || (name.equals(OPENS) && message.openTracking() != Tracking.PROVIDER_DEFAULT)
              || (name.equals(CLICKS) && message.clickTracking() != Tracking.PROVIDER_DEFAULT);
      if (twice) {
        problems.add(new Problem(path + OPTIONS + "." + name, WRITTEN));
      }
    }
  }

  /** The caller's part of the options; null if there is none. */
  static @Nullable Map<?, ?> section(Map<String, @Nullable Object> added) {
    return added.get(OPTIONS) instanceof Map<?, ?> section ? section : null;
  }
}
