package io.akemail.testkit;

import io.akemail.testkit.Dialect.Verdict;
import java.time.Instant;

/**
 * What a {@link ProviderServer} does about one request.
 *
 * @param how in which way it is answered, or not
 * @param answer the answer, for those ways that have one
 * @param accepts whether the mail is taken now
 */
record Reply(How how, CannedAnswer answer, boolean accepts) {
  enum How {
    ANSWER,
    ANSWER_SLOWLY,
    RESET,
    HANG_THEN_RESET,
    HANG_THEN_ANSWER
  }

  /** To a request to another endpoint than that for mail. */
  static Reply toOther(Behaviour behaviour, Dialect dialect, RecordedRequest request) {
    return switch (behaviour.mode()) {
      case UNAVAILABLE -> answer(dialect.unavailable());
      case KEY_REFUSED -> answer(dialect.keyRefused());
      case REFUSING, RESETTING -> new Reply(How.RESET, CannedAnswer.of(503), false);
      case HANGING -> new Reply(How.HANG_THEN_RESET, CannedAnswer.of(503), false);
      default -> answer(dialect.other(request));
    };
  }

  /** To a request with a mail, which the healthy provider would treat as the verdict says. */
  static Reply toMail(Behaviour behaviour, Dialect dialect, Verdict verdict, Instant now) {
    CannedAnswer healthy = verdict.answer();
    boolean good = verdict.accepted();
    return switch (behaviour.mode()) {
      case HEALTHY -> new Reply(How.ANSWER, healthy, good);
      case UNAVAILABLE, SEND_UNAVAILABLE -> answer(dialect.unavailable());
      case REFUSING, RESETTING -> new Reply(How.RESET, healthy, false);
      case HANGING, SEND_HANGING -> new Reply(How.HANG_THEN_RESET, healthy, false);
      case LATE -> new Reply(How.HANG_THEN_ANSWER, healthy, false);
      case RATE_LIMITED -> answer(dialect.withReset(dialect.rateLimited(), behaviour.time(), now));
      case RETRY_AFTER ->
          answer(
              dialect
                  .rateLimited()
                  .header("Retry-After", Long.toString(behaviour.time().toSeconds())));
      case QUOTA -> answer(dialect.quotaUsedUp());
      case KEY_REFUSED -> answer(dialect.keyRefused());
      case REJECTING ->
          verdict.mail() != null && behaviour.which().test(verdict.mail())
              ? answer(dialect.malformed(behaviour.field()))
              : new Reply(How.ANSWER, healthy, good);
      case THEN_504 -> new Reply(How.ANSWER, good ? dialect.gatewayTimeout() : healthy, good);
      case THEN_HANG -> new Reply(good ? How.HANG_THEN_RESET : How.ANSWER, healthy, good);
      case THEN_RESET -> new Reply(good ? How.RESET : How.ANSWER, healthy, good);
      case SLOW -> new Reply(How.ANSWER_SLOWLY, healthy, good);
      case HTML -> answer(CannedAnswer.html(200, "<html><h1>Please sign in</h1></html>"));
    };
  }

  private static Reply answer(CannedAnswer answer) {
    return new Reply(How.ANSWER, answer, false);
  }

  boolean hangs() {
    return how == How.HANG_THEN_RESET || how == How.HANG_THEN_ANSWER;
  }

  boolean answers() {
    return how == How.ANSWER || how == How.ANSWER_SLOWLY;
  }
}
