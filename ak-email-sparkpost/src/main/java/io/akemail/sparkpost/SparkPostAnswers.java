package io.akemail.sparkpost;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.Scope;
import io.akemail.spi.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /transmissions} answers: strict about success, lenient about the
 * rest.
 *
 * <p>An error body is {@code {"errors":[{"message":..,"code":"1300"}]}}; a code means something
 * else under another status, so both decide. The texts decide nothing; they may repeat a recipient
 * or the key, so they are never passed on.
 */
final class SparkPostAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_CODE = 5;

  /** What a person should look at, where a code tells. */
  private static final Map<String, String> HINTS =
      Map.of(
          "7000", "the sending domain is blocked",
          "7001", "the sending domain is not set up or not verified",
          "1602", "the idempotency key is refused",
          "1603", "a template or another named thing is not there",
          "2004", "the template has no draft",
          "2005", "the template is not published",
          "2103", "the sandbox is used up for good",
          "2106", "the sandbox takes one template only");

  private final boolean sink;
  private final EmailMessage message;

  SparkPostAnswers(boolean sink, EmailMessage message) {
    this.sink = sink;
    this.message = message;
  }

  Outcome classify(HttpAnswer answer) {
    JsonNode body = body(answer);
    JsonNode errors = body.path("errors");
    String code = code(errors.path(0));
    return switch (answer.status()) {
      case 200 -> success(answer, body.path("results"));
      case 400 -> badRequest(errors, code);
      case 401, 403 -> accountRefused(answer.status(), code, "the API key is refused");
      case 404 ->
          code.equals("1600")
              ? requestRefused(404, code, "a template or another named thing is not there")
              : accountRefused(404, code, "check the base URL");
      case 405, 406, 415 -> accountRefused(answer.status(), code, "check the base URL");
      case 409 ->
          code.equals("1601")
              ? new Outcome.Ambiguous(
                  Origin.PROVIDER, "SparkPost still works on the first request with this key")
              : requestRefused(409, code, "this key was used for another request");
      case 413 -> rejected("message", "is larger than SparkPost takes");
      case 420 -> sendingLimit(answer, code);
      case 422 -> unprocessable(errors, code);
      case 429 ->
          new Outcome.OverLimit(
              answer.retryAfter().orElse(null), Limit.RATE, "SparkPost: too many requests");
      case 500 ->
          errors.isEmpty() ? answer.byStatus() : unavailable("SparkPost answered 500", code);
      case 503 -> unavailable("SparkPost answered 503", code);
      default -> answer.byStatus();
    };
  }

  /** Of the documented shape, or cut off: the status says that the transmission was taken. */
  private Outcome success(HttpAnswer answer, JsonNode results) {
    if (answer.mediaType().equals("text/html")) {
      return answer.byStatus();
    }
    if (!answer.isComplete()) {
      return beginsLikeSuccess(answer.body())
          ? new Outcome.Accepted(null, List.of(), proof(answer))
          : answer.byStatus();
    }
    JsonNode accepted = results.path("total_accepted_recipients");
    @Nullable String id = id(results.path("id"));
    if (!accepted.isIntegralNumber() && id == null) {
      return answer.byStatus();
    }
    SparkPostRefusals refusals = new SparkPostRefusals(message, sink, results);
    return accepted.isIntegralNumber() && accepted.asLong() == 0
        ? new Outcome.Rejected(refusals.problems())
        : new Outcome.Accepted(id, refusals.recipients(), proof(answer));
  }

  /** Whether the beginning of a body, which may be nothing at all, is of the documented shape. */
  private static boolean beginsLikeSuccess(String cutOff) {
    try (JsonParser json = JSON.createParser(cutOff)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return true;
      }
      String member = first == JsonToken.START_OBJECT ? json.nextFieldName() : null;
      JsonToken value = json.nextToken();
      return ("results".equals(member) && value == JsonToken.START_OBJECT)
          || ("errors".equals(member) && value == JsonToken.START_ARRAY);
    } catch (JsonEOFException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Proof proof(HttpAnswer answer) {
    if (sink) {
      return Proof.TEST_ONLY;
    }
    boolean replayed =
        answer.header("X-Idempotent-Replayed").filter("true"::equalsIgnoreCase).isPresent();
    return replayed ? Proof.REPLAYED : Proof.TAKEN;
  }

  private static Outcome badRequest(JsonNode errors, String code) {
    return switch (code) {
      case "1502" -> unavailable("SparkPost: server resources unavailable", code);
      case "1901", "1902", "2008", "5002" -> rejected(errors);
      case "1910" -> accountRefused(400, code, "generation is not set up");
      default -> requestRefused(400, code, "the request is refused");
    };
  }

  private static Outcome unprocessable(JsonNode errors, String code) {
    return switch (code) {
      case "1300",
          "1301",
          "1400",
          "2002",
          "2007",
          "3000",
          "3001",
          "3002",
          "3010",
          "3020",
          "3040",
          "3050" ->
          rejected(errors);
      default -> requestRefused(422, code, "the request is refused");
    };
  }

  /** Nothing of the transmission was sent. No answer tells when a limit ends. */
  private static Outcome sendingLimit(HttpAnswer answer, String code) {
    return switch (code) {
      case "2101" -> overLimit(answer, Limit.RATE, "SparkPost: hourly sending limit");
      case "2102" -> overLimit(answer, Limit.QUOTA, "SparkPost: daily sending limit");
      case "2105" -> overLimit(answer, Limit.QUOTA, "SparkPost: monthly sending limit");
      case "2103" -> requestRefused(420, code, "a limit that never ends");
      default -> overLimit(answer, Limit.QUOTA, "SparkPost: sending limit");
    };
  }

  private static Outcome overLimit(HttpAnswer answer, Limit limit, String why) {
    return new Outcome.OverLimit(answer.retryAfter().orElse(null), limit, why);
  }

  private static Outcome unavailable(String why, String code) {
    return new Outcome.Unavailable(Origin.PROVIDER, why + inBrackets(code));
  }

  private static Outcome accountRefused(int status, String code, String why) {
    return misconfigured(Scope.ACCOUNT, status, code, why);
  }

  /** Another message, from another domain or with another template, may well be taken. */
  private static Outcome requestRefused(int status, String code, String why) {
    return misconfigured(Scope.REQUEST, status, code, why);
  }

  private static Outcome misconfigured(Scope scope, int status, String code, String why) {
    String hint = HINTS.getOrDefault(code, why);
    return new Outcome.Misconfigured(
        scope, "SparkPost answered " + status + inBrackets(code) + ": " + hint);
  }

  private static Outcome rejected(JsonNode errors) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      problems.add(new Problem("message", "is refused by SparkPost" + inBrackets(code(error))));
    }
    return new Outcome.Rejected(problems);
  }

  private static Outcome rejected(String field, String reason) {
    return new Outcome.Rejected(List.of(new Problem(field, reason)));
  }

  private static JsonNode body(HttpAnswer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String inBrackets(String code) {
    return code.isEmpty() ? "" : " (code " + code + ")";
  }

  /** Codes are digits in a text here; a number is taken too. Empty for everything else. */
  static String code(JsonNode error) {
    String code = error.path("code").asText("");
    boolean digits = code.length() <= LONGEST_CODE;
    for (int i = 0; digits && i < code.length(); i++) {
      digits = code.charAt(i) >= '0' && code.charAt(i) <= '9';
    }
    return digits ? code : "";
  }

  private static @Nullable String id(JsonNode id) {
    String text = id.isNull() ? "" : id.asText("");
    boolean plain = !text.isEmpty() && text.length() <= LONGEST_ID;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }
    return plain ? text : null;
  }
}
