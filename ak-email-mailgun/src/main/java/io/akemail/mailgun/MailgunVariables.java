package io.akemail.mailgun;

import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of a template. One mail gets all of it as template variables. Several mails get what
 * differs as recipient variables, and the template variables of these names are the places where
 * Mailgun fills them in: as texts, so that only what is the same as a text can be carried.
 */
final class MailgunVariables {
  /** How a place begins that Mailgun fills in once there are recipient variables. */
  static final String PLACE = "%recipient";

  /** Where it is not documented whether, and for what, Mailgun escapes them. */
  private static final String NEED_ESCAPES = "<>&\"\\";

  private MailgunVariables() {}

  /** Whether Mailgun is to make one mail for each recipient. */
  static boolean areSeveralMails(EmailMessage message) {
    return message.personalizations().size() > 1;
  }

  static Map<String, @Nullable Object> ofTemplate(EmailMessage message) {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>(message.mergeData());
    if (areSeveralMails(message)) {
      names(message).forEach(name -> variables.put(name, PLACE + "." + name + "%"));
    } else {
      message.personalizations().forEach(only -> variables.putAll(only.data()));
    }
    return variables;
  }

  /** By address. Each has all names, since a place without a value would stay as it is. */
  static Map<String, Map<String, Object>> ofRecipients(EmailMessage message) {
    Set<String> names = names(message);
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Personalization one : message.personalizations()) {
      Map<String, Object> own = new LinkedHashMap<>();
      for (String name : names) {
        boolean ownValue = one.data().containsKey(name);
        Object value = ownValue ? one.data().get(name) : message.mergeData().get(name);
        own.put(name, value == null ? "" : value);
      }
      all.put(one.to().address(), own);
    }
    return all;
  }

  /** The names of all data that differ. */
  private static Set<String> names(EmailMessage message) {
    Set<String> names = new LinkedHashSet<>();
    message.personalizations().forEach(one -> names.addAll(one.data().keySet()));
    return names;
  }

  /** The first reason why the data of several mails cannot be carried; null if there is none. */
  static @Nullable String whyNot(EmailMessage message) {
    List<Personalization> personalizations = message.personalizations();
    for (int i = 0; i < personalizations.size(); i++) {
      String why = whyNot("personalizations[" + i + "].data", personalizations.get(i).data());
      if (why != null) {
        return why;
      }
    }
    Map<String, @Nullable Object> shared = new LinkedHashMap<>(message.mergeData());
    shared.keySet().retainAll(names(message));
    String why = whyNot("mergeData", shared);
    if (why == null && MailgunTexts.json(message.mergeData()).contains(PLACE)) {
      why = "mergeData" + filledIn();
    }
    return why;
  }

  private static @Nullable String whyNot(String path, Map<String, @Nullable Object> data) {
    int index = 0;
    for (Map.Entry<String, @Nullable Object> entry : data.entrySet()) {
      String why = whyNot(entry.getKey(), entry.getValue());
      if (why != null) {
        return MailgunTexts.field(path, entry.getKey(), index) + why;
      }
      index++;
    }
    return null;
  }

  private static @Nullable String whyNot(String name, @Nullable Object value) {
    if (!MailgunTexts.isPlain(name)) {
      return ": Mailgun's recipient variables have names of letters, digits, '-' and '_'";
    }
    if (value == null || value instanceof Number) {
      return null;
    }
    if (!(value instanceof String text)) {
      return ": Mailgun's recipient variables are texts and numbers";
    }
    if (text.contains(PLACE)) {
      return filledIn();
    }
    boolean needsEscapes = MailgunTexts.hasAny(text, NEED_ESCAPES);
    for (int i = 0; !needsEscapes && i < text.length(); i++) {
      needsEscapes = text.charAt(i) < ' ';
    }
    return needsEscapes
        ? ": Mailgun documents no escaping of < > & \" \\ and line ends in recipient variables"
        : null;
  }

  /** The end of a reason why a text cannot be carried. */
  static String filledIn() {
    return ": Mailgun would fill in '" + PLACE + "' in a message with several personalizations";
  }
}
