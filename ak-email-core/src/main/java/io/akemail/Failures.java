package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.message.Problem;
import io.akemail.spi.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which exception tells truly what became of a message that nobody accepted. */
final class Failures {
  private Failures() {}

  static EmailException of(
      EmailMessage message,
      List<Attempt> attempts,
      @Nullable List<Problem> problems,
      boolean callerLeft,
      boolean expired,
      boolean doubtful,
      Engine engine) {
    MessageId id = message.id();
    if (problems != null) {
      return new EmailRejectedException(
          "the message is at fault: " + join(problems) + tried(attempts), id, attempts, problems);
    }
    if (doubtful && (callerLeft || message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE)) {
      return new DeliveryUnknownException(
          "it is not known whether the message was accepted, and it must not be tried again"
              + tried(attempts),
          id,
          attempts);
    }
    if (callerLeft) {
      return new EmailCancelledException(
          "the caller was interrupted or the sender closed; the message was not sent"
              + tried(attempts),
          id,
          attempts);
    }
    if (expired) {
      return late(message, attempts);
    }
    if (nobodyCanCarry(attempts, engine)) {
      List<Problem> reasons =
          attempts.stream()
              .map(attempt -> new Problem(attempt.provider().value(), attempt.outcome().why()))
              .toList();
      return new EmailRejectedException(
          "no configured provider can carry the message: " + join(reasons), id, attempts, reasons);
    }
    return new EmailUnavailableException(
        "no provider could take the message: " + engine.describeProviders() + tried(attempts),
        id,
        attempts);
  }

  static EmailException late(EmailMessage message, List<Attempt> attempts) {
    List<Problem> late = List.of(new Problem("deliverBefore", "is in the past"));
    return new EmailRejectedException(
        "the message came too late: deliverBefore is in the past", message.id(), attempts, late);
  }

  private static boolean nobodyCanCarry(List<Attempt> attempts, Engine engine) {
    return attempts.size() == engine.routes().size()
        && attempts.stream()
            .allMatch(attempt -> attempt.outcome().kind() == Outcome.Kind.UNSUPPORTED);
  }

  private static String join(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
  }

  static String tried(List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return "; no attempt was made";
    }
    return attempts.stream()
        .map(Attempt::toString)
        .collect(Collectors.joining("; ", "; attempts: ", ""));
  }
}
