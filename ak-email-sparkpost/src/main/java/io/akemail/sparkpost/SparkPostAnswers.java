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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /transmissions} answers: strict about success, lenient about the
 * rest.
 */
final class SparkPostAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 200;

  private final boolean sink;
  private final EmailMessage message;

  SparkPostAnswers(boolean sink, EmailMessage message) {
    this.sink = sink;
    this.message = message;
  }

  Outcome classify(HttpAnswer answer) {
    JsonNode body = body(answer);
    SparkPostErrors errors = new SparkPostErrors(answer.status(), body);
    return switch (answer.status()) {
      case 200 -> success(answer, body.path("results"));
      case 400 -> badRequest(errors);
      case 401, 403 -> errors.account("the API key is refused");
      case 404 -> notFound(errors);
      case 405, 406, 415 -> errors.account("check the base URL");
      case 409 -> conflict(errors);
      case 413 ->
          new Outcome.Rejected(List.of(new Problem("message", "is larger than SparkPost takes")));
      case 420 -> sendingLimit(answer, errors);
      case 422 -> unprocessable(errors);
      case 429 -> overLimit(answer, Limit.RATE, "too many requests");
      case 500 -> errors.areThere() ? errors.unavailable() : answer.byStatus();
      case 503 -> errors.unavailable();
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

  private static Outcome badRequest(SparkPostErrors errors) {
    return switch (errors.code()) {
      case "1502" -> errors.unavailable();
      case "1901", "1902", "2008", "5002" -> errors.message();
      case "1910" -> errors.account("generation is not set up");
      default -> errors.request("the request is refused");
    };
  }

  private static Outcome notFound(SparkPostErrors errors) {
    return errors.code().equals("1600")
        ? errors.request("a template or another named thing is not there")
        : errors.account("check the base URL");
  }

  /** Of idempotency keys: 1601 is one whose first request goes on, 1600 one of another request. */
  private static Outcome conflict(SparkPostErrors errors) {
    return errors.code().equals("1601")
        ? new Outcome.Ambiguous(
            Origin.PROVIDER, "SparkPost still works on the first request with this key")
        : errors.request("this key was used for another request");
  }

  private static Outcome unprocessable(SparkPostErrors errors) {
    return switch (errors.code()) {
      case "1300", "1301", "1400", "2002", "2007" -> errors.message();
      case "3000", "3001", "3002", "3010", "3020", "3040", "3050" -> errors.message();
      default -> errors.request("the request is refused");
    };
  }

  /** Nothing of the transmission was sent. No answer tells when a limit ends. */
  private static Outcome sendingLimit(HttpAnswer answer, SparkPostErrors errors) {
    return switch (errors.code()) {
      case "2101" -> overLimit(answer, Limit.RATE, "hourly sending limit");
      case "2102" -> overLimit(answer, Limit.QUOTA, "daily sending limit");
      case "2105" -> overLimit(answer, Limit.QUOTA, "monthly sending limit");
      case "2103" -> errors.request("a limit that never ends");
      default -> overLimit(answer, Limit.QUOTA, "sending limit");
    };
  }

  private static Outcome overLimit(HttpAnswer answer, Limit limit, String why) {
    return new Outcome.OverLimit(answer.retryAfter().orElse(null), limit, "SparkPost: " + why);
  }

  private static JsonNode body(HttpAnswer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
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
