package io.akemail.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.akemail.message.Problem;
import io.akemail.spi.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The errors in the body of an answer, none in any other body.
 *
 * <p>The form is {@code {"errors":[{"message":..,"field":..}]}}, where {@code field} may be null,
 * or in older answers {@code {"errors":["text"]}}. A text may repeat a recipient or the key, so it
 * is looked into and never passed on.
 */
final class SendGridErrors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_FIELD = 100;

  /** Members of the request that come from the message: their faults are the caller's. */
  private static final Set<String> OF_THE_MESSAGE =
      Set.of(
          "personalizations",
          "from",
          "subject",
          "content",
          "attachments",
          "headers",
          "reply_to",
          "reply_to_list",
          "categories",
          "custom_args",
          "send_at",
          "sections");

  /** Members that name things of the account, or that are settings. */
  private static final Set<String> OF_THE_ACCOUNT =
      Set.of(
          "template_id", "asm", "ip_pool_name", "batch_id", "mail_settings", "tracking_settings");

  private final JsonNode errors;

  private SendGridErrors(JsonNode errors) {
    this.errors = errors;
  }

  static SendGridErrors of(HttpAnswer answer) {
    try {
      return new SendGridErrors(JSON.readTree(answer.body()).path("errors"));
    } catch (JsonProcessingException e) {
      return new SendGridErrors(MissingNode.getInstance());
    }
  }

  /** Whether a message contains a text, in any case. */
  boolean say(String text) {
    for (JsonNode error : errors) {
      String message = error.isTextual() ? error.asText() : error.path("message").asText("");
      if (message.toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first one is about this member of the request. */
  boolean concern(String member) {
    return member(field(errors.path(0))).equals(member);
  }

  /** Those that the caller has to mend. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      String field = field(error);
      if (OF_THE_MESSAGE.contains(member(field))) {
        problems.add(new Problem(field, "is refused by SendGrid"));
      }
    }
    return problems;
  }

  /** The field of the first error as the end of a sentence; empty without one. */
  String inField() {
    String field = field(errors.path(0));
    return field.isEmpty() ? "" : ", field " + field;
  }

  /** The path of a member of the request; empty for everything else. */
  private static String field(JsonNode error) {
    String field = error.path("field").asText("");
    String member = member(field);
    boolean known = OF_THE_MESSAGE.contains(member) || OF_THE_ACCOUNT.contains(member);
    return known && SendGridAnswers.isPlain(field, LONGEST_FIELD) ? field : "";
  }

  private static String member(String field) {
    int end = 0;
    while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
      end++;
    }
    return field.substring(0, end);
  }
}
