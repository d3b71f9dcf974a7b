package io.akemail.mailgun;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.Scope;
import io.akemail.spi.http.HttpAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates what {@code POST /v3/<domain>/messages} answers: strict about success, lenient about
 * the rest. There are no codes of errors: the status decides, and then the text.
 */
final class MailgunAnswers {
  private final boolean sandbox;

  MailgunAnswers(boolean sandbox) {
    this.sandbox = sandbox;
  }

  Outcome classify(HttpAnswer answer) {
    MailgunBody body = MailgunBody.of(answer);
    String why = "Mailgun answered " + answer.status();
    return switch (answer.status()) {
      case 200 -> success(answer, body);
      case 400 -> badRequest(body);
      case 401 ->
          new Outcome.Misconfigured(
              why + ": the API key is refused, or it or the domain is of the other region");
      case 402 -> new Outcome.Misconfigured(why + ": see the account's billing");
      case 403 -> forbidden(body);
      case 404 ->
          new Outcome.Misconfigured(
              body.says("domain not found")
                  ? why + ": the domain is not known, or is of the other region"
                  : why + ": check the base URL and the domain");
      case 405, 406, 415 -> new Outcome.Misconfigured(why + ": check the base URL");
      case 413 -> rejected("message", "is larger than Mailgun takes");
      case 429 -> limit(answer, body);
      case 500, 502 ->
          body.isMailguns() ? new Outcome.Unavailable(Origin.PROVIDER, why) : answer.byStatus();
      case 503 -> new Outcome.Unavailable(Origin.PROVIDER, why);
      default -> answer.byStatus();
    };
  }

  /** Of the documented shape, or cut off: the status says that the message was taken. */
  private Outcome success(HttpAnswer answer, MailgunBody body) {
    if (answer.body().contains("Mailgun Magnificent API")) {
      return new Outcome.Misconfigured(
          "Mailgun answered 200 as to a wrong path: check the base URL and the domain");
    }
    if (answer.mediaType().equals("text/html")) {
      return answer.byStatus();
    }
    @Nullable String id = body.id();
    boolean taken =
        answer.isComplete() ? id != null || body.begins("queued") : body.beginsLikeSuccess();
    return taken
        ? new Outcome.Accepted(id, List.of(), sandbox ? Proof.TEST_ONLY : Proof.TAKEN)
        : answer.byStatus();
  }

  private static Outcome badRequest(MailgunBody body) {
    if (body.says("is not allowed to send")) {
      return notAllowed(body);
    }
    if (body.says("subject") && body.says("parameter is missing")) {
      // every message without a template has one
      return requestRefused("the template has no subject: add one, or the option subject");
    }
    if (body.says("secondary dkim")) {
      return requestRefused("the secondary DKIM domain is not set up");
    }
    if (body.says("request content type")
        || body.says("malformed multipart")
        || body.says("unable to parse request")) {
      return requestRefused("the form is not understood");
    }
    Problem problem = MailgunProblems.of(body);
    return problem == null
        ? requestRefused("the request is refused")
        : new Outcome.Rejected(List.of(problem));
  }

  /** Test domains and free accounts may still send to the recipients that were allowed to them. */
  private static Outcome notAllowed(MailgunBody body) {
    if (body.says("sandbox subdomains") || body.says("free accounts")) {
      return requestRefused("this domain or account sends to allowed recipients only");
    }
    String hint =
        body.says("unverified")
            ? "the domain is not verified"
            : body.says("activate") ? "the account is not activated" : "see the account";
    return new Outcome.Misconfigured("Mailgun answered 400, not allowed to send: " + hint);
  }

  private static Outcome forbidden(MailgunBody body) {
    if (body.says("large batches")) {
      return new Outcome.OverLimit(null, Limit.RATE, "Mailgun: no large batches yet");
    }
    return new Outcome.Misconfigured(
        body.says("can't be used to send")
            ? "Mailgun answered 403: the IP address may not be used to send"
            : "Mailgun answered 403: the domain or key may not send");
  }

  /** Of requests in a second or minute, or of what a domain may send in an hour or day. */
  private static Outcome limit(HttpAnswer answer, MailgunBody body) {
    boolean quota =
        body.says("recipient limit") || body.says("bytes limit") || body.says("request limit");
    return new Outcome.OverLimit(
        MailgunPauses.told(answer, body.message()),
        quota ? Limit.QUOTA : Limit.RATE,
        quota ? "Mailgun: the domain's sending limit" : "Mailgun: too many requests");
  }

  /** Another message may well be taken. */
  private static Outcome requestRefused(String why) {
    return new Outcome.Misconfigured(Scope.REQUEST, "Mailgun answered 400: " + why);
  }

  private static Outcome rejected(String field, String reason) {
    return new Outcome.Rejected(List.of(new Problem(field, reason)));
  }
}
