package io.akemail.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.Scope;
import io.akemail.spi.http.HttpAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /v3/mail/send} answers: strict about success, lenient about the rest.
 *
 * <p>An error body is {@code {"errors":[{"message":..,"field":..}]}}, where {@code field} may be
 * null, or in old form {@code {"errors":["text"]}}. Its texts may repeat a recipient or the key, so
 * they are looked into and never passed on.
 */
final class SendGridAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 200;
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

  private final boolean sandbox;

  SendGridAnswers(boolean sandbox) {
    this.sandbox = sandbox;
  }

  Outcome classify(HttpAnswer answer) {
    return switch (answer.status()) {
      case 202 -> taken(answer);
      case 200 -> checked(answer);
      case 400 -> badRequest(errors(answer));
      case 401 -> unauthorized(errors(answer));
      case 403 -> forbidden(answer, errors(answer));
      case 404, 405, 406 ->
          new Outcome.Misconfigured(
              "SendGrid answered " + answer.status() + ": check the base URL");
      case 415 -> requestRefused("SendGrid answered 415: the body or its type is refused");
      case 413 -> rejected("message", "is larger than the 30 MB that SendGrid takes");
      case 429 -> new Outcome.OverLimit(pause(answer), Limit.RATE, "SendGrid: too many requests");
      case 500, 502, 504 ->
          new Outcome.Ambiguous(Origin.PROVIDER, "SendGrid answered " + answer.status());
      case 503 -> new Outcome.Unavailable(Origin.PROVIDER, "SendGrid answered 503");
      default -> answer.byStatus();
    };
  }

  /** The documented body is empty; with the id header any other that is no web page will do. */
  private static Outcome taken(HttpAnswer answer) {
    @Nullable String id = messageId(answer);
    return isWebPage(answer) || (id == null && !answer.body().isBlank())
        ? answer.byStatus()
        : new Outcome.Accepted(id);
  }

  /** In sandbox mode a good message is answered by 200 and nothing; else 200 proves nothing. */
  private Outcome checked(HttpAnswer answer) {
    return sandbox && answer.body().isBlank()
        ? new Outcome.Accepted(messageId(answer), List.of(), Proof.TEST_ONLY)
        : answer.byStatus();
  }

  private static Outcome badRequest(JsonNode errors) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      String field = field(error);
      if (OF_THE_MESSAGE.contains(firstPart(field))) {
        problems.add(new Problem(field, "is refused by SendGrid"));
      }
    }
    return problems.isEmpty()
        ? requestRefused("SendGrid answered 400" + fieldOf(errors))
        : new Outcome.Rejected(problems);
  }

  /** 401 is also how SendGrid says that the credits of a day or a plan are used up. */
  private static Outcome unauthorized(JsonNode errors) {
    return says(errors, "maximum credits exceeded")
        ? new Outcome.OverLimit(null, Limit.QUOTA, "SendGrid: maximum credits exceeded")
        : new Outcome.Misconfigured("SendGrid answered 401: the API key is refused");
  }

  private static Outcome forbidden(HttpAnswer answer, JsonNode errors) {
    if (says(errors, "too many bad requests") || says(errors, "temporary block")) {
      return new Outcome.OverLimit(
          pause(answer), Limit.RATE, "SendGrid: temporary block after too many bad requests");
    }
    return says(errors, "verified sender identity")
        ? requestRefused("SendGrid answered 403: the sender is no verified sender identity")
        : new Outcome.Misconfigured("SendGrid answered 403: the API key may not send mail");
  }

  /** Another message may well be taken. */
  private static Outcome requestRefused(String why) {
    return new Outcome.Misconfigured(Scope.REQUEST, why);
  }

  private static Outcome rejected(String field, String reason) {
    return new Outcome.Rejected(List.of(new Problem(field, reason)));
  }

  private static @Nullable Duration pause(HttpAnswer answer) {
    return answer.untilUnixSeconds("X-RateLimit-Reset").or(answer::retryAfter).orElse(null);
  }

  private static boolean isWebPage(HttpAnswer answer) {
    return answer.mediaType().equals("text/html") && !answer.body().isBlank();
  }

  /** The id that the events begin with; undocumented, so only taken when it looks like one. */
  private static @Nullable String messageId(HttpAnswer answer) {
    String id = answer.header("X-Message-Id").orElse("");
    return isPlain(id, LONGEST_ID) ? id : null;
  }

  /** The list of errors; empty for every other answer. */
  private static JsonNode errors(HttpAnswer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body == null ? MissingNode.getInstance() : body.path("errors");
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static boolean says(JsonNode errors, String text) {
    for (JsonNode error : errors) {
      if (message(error).toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static String fieldOf(JsonNode errors) {
    String field = field(errors.path(0));
    return field.isEmpty() ? "" : ", field " + field;
  }

  private static String message(JsonNode error) {
    return error.isTextual() ? error.asText() : error.path("message").asText("");
  }

  /** The path of a member of the request; empty for everything else. */
  private static String field(JsonNode error) {
    String field = error.path("field").asText("");
    String member = firstPart(field);
    return (OF_THE_MESSAGE.contains(member) || OF_THE_ACCOUNT.contains(member))
            && isPlain(field, LONGEST_FIELD)
        ? field
        : "";
  }

  private static String firstPart(String field) {
    int dot = field.indexOf('.');
    int bracket = field.indexOf('[');
    int end = dot < 0 ? bracket : bracket < 0 ? dot : Math.min(dot, bracket);
    return end < 0 ? field : field.substring(0, end);
  }

  private static boolean isPlain(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !(Character.isLetterOrDigit(c) || "._-[]".indexOf(c) >= 0)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= longest;
  }
}
