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
import io.akemail.spi.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /transmissions} answers: strict about success, lenient about the
 * rest.
 *
 * <p>An error body is {@code {"errors":[{"message":..,"code":"1300"}]}}; a code means something
 * else under another status, so both decide. What the message texts say decides nothing.
 */
final class SparkPostAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_CODE = 10;

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
      case 400 -> badRequest(answer, errors, code);
      case 401, 403, 404, 405, 406, 415 -> misconfigured(answer, errors);
      case 409 ->
          code.equals("1601")
              ? new Outcome.Ambiguous(
                  Origin.PROVIDER, "SparkPost still works on the first request with this key")
              : misconfigured(answer, errors);
      case 413 -> rejected("message", "is larger than SparkPost takes");
      case 420 -> sendingLimit(answer, errors, code);
      case 422 -> unprocessable(answer, errors, code);
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
    SparkPostRefusals refusals = new SparkPostRefusals(message, results);
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
      return "results".equals(member) || "errors".equals(member);
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

  private static Outcome badRequest(HttpAnswer answer, JsonNode errors, String code) {
    return switch (code) {
      case "1502" -> unavailable("SparkPost: server resources unavailable", code);
      case "1901", "1902", "2008", "5002" -> rejected(answer, errors);
      default -> misconfigured(answer, errors);
    };
  }

  private static Outcome unprocessable(HttpAnswer answer, JsonNode errors, String code) {
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
          rejected(answer, errors);
      default -> misconfigured(answer, errors);
    };
  }

  /** Nothing of the transmission was sent. No answer tells when a limit ends. */
  private static Outcome sendingLimit(HttpAnswer answer, JsonNode errors, String code) {
    return switch (code) {
      case "2101" -> overLimit(answer, Limit.RATE, "SparkPost: hourly sending limit");
      case "2103" -> misconfigured(answer, errors);
      default -> overLimit(answer, Limit.QUOTA, "SparkPost: sending limit" + first(answer, errors));
    };
  }

  private static Outcome overLimit(HttpAnswer answer, Limit limit, String why) {
    return new Outcome.OverLimit(answer.retryAfter().orElse(null), limit, why);
  }

  private static Outcome unavailable(String why, String code) {
    return new Outcome.Unavailable(
        Origin.PROVIDER, code.isEmpty() ? why : why + " (code " + code + ")");
  }

  private static Outcome misconfigured(HttpAnswer answer, JsonNode errors) {
    return new Outcome.Misconfigured(
        "SparkPost answered " + answer.status() + first(answer, errors));
  }

  private static Outcome rejected(HttpAnswer answer, JsonNode errors) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      problems.add(new Problem("message", "SparkPost" + text(answer, error)));
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

  private static String first(HttpAnswer answer, JsonNode errors) {
    return text(answer, errors.path(0));
  }

  private static String text(HttpAnswer answer, JsonNode error) {
    String code = code(error);
    String said = error.path("message").asText("");
    String more = error.path("description").asText("");
    String both = more.isBlank() ? said : said.isBlank() ? more : said + ": " + more;
    return (code.isEmpty() ? "" : " (code " + code + ")")
        + (both.isBlank() ? "" : ": " + answer.quote(both));
  }

  /** Codes are texts here; a number is taken too. */
  static String code(JsonNode error) {
    String code = error.path("code").asText("");
    return isPlain(code, LONGEST_CODE) ? code : "";
  }

  private static @Nullable String id(JsonNode id) {
    String text = id.asText("");
    return isPlain(text, LONGEST_ID) && !id.isNull() ? text : null;
  }

  private static boolean isPlain(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= longest;
  }
}
