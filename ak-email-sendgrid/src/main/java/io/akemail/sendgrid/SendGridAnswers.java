package io.akemail.sendgrid;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.Scope;
import io.akemail.spi.http.HttpAnswer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /v3/mail/send} answers: strict about success, lenient about the rest.
 */
final class SendGridAnswers {
  private static final int LONGEST_ID = 200;

  private final boolean sandbox;

  SendGridAnswers(boolean sandbox) {
    this.sandbox = sandbox;
  }

  Outcome classify(HttpAnswer answer) {
    int status = answer.status();
    String why = "SendGrid answered " + status;
    return switch (status) {
      case 202 -> taken(answer);
      case 200 -> checked(answer);
      case 400 -> badRequest(SendGridErrors.of(answer));
      case 401 -> unauthorized(SendGridErrors.of(answer));
      case 403 -> forbidden(answer, SendGridErrors.of(answer));
      case 404, 405, 406 -> new Outcome.Misconfigured(why + ": check the base URL");
      case 413 -> rejected("is larger than the 30 MB that SendGrid takes");
      case 415 -> requestRefused(why + ": the body or its type is refused");
      case 429 -> new Outcome.OverLimit(pause(answer), Limit.RATE, "SendGrid: too many requests");
      case 500, 502, 504 -> new Outcome.Ambiguous(Origin.PROVIDER, why);
      case 503 -> new Outcome.Unavailable(Origin.PROVIDER, why);
      default -> answer.byStatus();
    };
  }

  /** The documented body is empty; with the id header any other that is no web page will do. */
  private static Outcome taken(HttpAnswer answer) {
    @Nullable String id = messageId(answer);
    boolean empty = answer.body().isBlank();
    boolean webPage = !empty && answer.mediaType().equals("text/html");
    return empty || (id != null && !webPage) ? new Outcome.Accepted(id) : answer.byStatus();
  }

  /** In sandbox mode a good message is answered by 200 and nothing; else 200 proves nothing. */
  private Outcome checked(HttpAnswer answer) {
    return sandbox && answer.body().isBlank()
        ? new Outcome.Accepted(messageId(answer), List.of(), Proof.TEST_ONLY)
        : answer.byStatus();
  }

  private static Outcome badRequest(SendGridErrors errors) {
    List<Problem> problems = errors.problems();
    return problems.isEmpty()
        ? requestRefused("SendGrid answered 400" + errors.inField())
        : new Outcome.Rejected(problems);
  }

  /** 401 is also how SendGrid says that the credits of a day or a plan are used up. */
  private static Outcome unauthorized(SendGridErrors errors) {
    return errors.say("maximum credits exceeded")
        ? new Outcome.OverLimit(null, Limit.QUOTA, "SendGrid: maximum credits exceeded")
        : new Outcome.Misconfigured("SendGrid answered 401: the API key is refused");
  }

  private static Outcome forbidden(HttpAnswer answer, SendGridErrors errors) {
    if (errors.say("too many bad requests") || errors.say("temporary block")) {
      return new Outcome.OverLimit(
          pause(answer), Limit.RATE, "SendGrid: temporary block after too many bad requests");
    }
    return errors.say("verified sender identity") || errors.concern("from")
        ? requestRefused("SendGrid answered 403: the sender is no verified sender identity")
        : new Outcome.Misconfigured("SendGrid answered 403: the API key may not send mail");
  }

  /** Another message may well be taken. */
  private static Outcome requestRefused(String why) {
    return new Outcome.Misconfigured(Scope.REQUEST, why);
  }

  private static Outcome rejected(String reason) {
    return new Outcome.Rejected(List.of(new Problem("message", reason)));
  }

  private static @Nullable Duration pause(HttpAnswer answer) {
    return answer.untilUnixSeconds("X-RateLimit-Reset").or(answer::retryAfter).orElse(null);
  }

  /** The id that the events begin with; undocumented, so only taken when it looks like one. */
  private static @Nullable String messageId(HttpAnswer answer) {
    String id = answer.header("X-Message-Id").orElse("");
    return isPlain(id, LONGEST_ID) ? id : null;
  }

  /** Whether a text consists of ASCII letters, digits and {@code ._-[]}, and is not too long. */
  static boolean isPlain(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !(Character.isLetterOrDigit(c) || "._-[]".indexOf(c) >= 0)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= longest;
  }
}
