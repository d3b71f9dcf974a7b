package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.rules.BackOff;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message out of the outbox after a delivery. Nothing that may have been accepted
 * is ever said to have failed or expired.
 *
 * @param settlement for the outbox
 * @param failure for the listeners, if the message has ended and is not known to be accepted
 */
record Settling(Settlement settlement, @Nullable EmailException failure) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** The rules by which messages wait. */
  record Rules(BackOff backOff, RandomGenerator random) {}

  /** The message's time was over before anybody was asked. */
  static Settling expired(Claim claim) {
    return ended(
        claim, OutboxState.EXPIRED, claim.attempts(), claim.doubts(), late(claim.message()));
  }

  private static EmailException late(EmailMessage message) {
    return Failures.late(message, List.of());
  }

  /**
   * A delivery came to its end.
   *
   * @param canBeResolved whether a provider that may have accepted the message can still be asked
   *     again without risk of a second mail
   */
  static Settling of(Claim claim, Delivery delivery, boolean canBeResolved, Rules rules) {
    int attempts = claim.attempts() + delivery.attempts().size();
    Receipt receipt = delivery.receipt();
    if (receipt != null) {
      return new Settling(sent(claim, receipt, attempts), null);
    }
    EmailException failure = delivery.failure();
    List<Doubt> doubts = delivery.doubts();
    boolean mustNotResend =
        !doubts.isEmpty() && claim.message().deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE;
    if (failure instanceof EmailRejectedException) {
      OutboxState state = delivery.isExpired() ? OutboxState.EXPIRED : OutboxState.FAILED;
      return ended(claim, state, attempts, doubts, failure);
    }
    if (mustNotResend && !canBeResolved) {
      return ended(claim, OutboxState.UNKNOWN, attempts, doubts, failure);
    }
    boolean tried = !delivery.attempts().isEmpty();
    int rounds = claim.rounds() + (tried && !delivery.hasCallerLeft() ? 1 : 0);
    Duration delay = SOON;
    if (delivery.hasCallerLeft()) {
      delay = Duration.ZERO;
    } else if (tried) {
      delay = rules.backOff().after(rounds, rules.random());
    }
    Duration least = claim.left().compareTo(delay) < 0 ? claim.left() : delay;
    String why = String.valueOf(failure.getMessage());
    return new Settling(Settlement.later(least, attempts, rounds, doubts, why), null);
  }

  private static Settlement sent(Claim claim, Receipt receipt, int attempts) {
    ProviderId provider = receipt.provider().orElseThrow();
    return new Settlement(
        OutboxState.SENT,
        Duration.ZERO,
        attempts,
        claim.rounds(),
        List.of(),
        provider,
        receipt.providerMessageId().orElse(null),
        claim.possibleDuplicate() || receipt.possibleDuplicate(),
        "");
  }

  private static Settling ended(
      Claim claim, OutboxState state, int attempts, List<Doubt> doubts, EmailException failure) {
    boolean doubtful = !doubts.isEmpty() || claim.possibleDuplicate();
    EmailException told = doubtful ? unknown(failure, doubts) : failure;
    OutboxState end = doubtful ? OutboxState.UNKNOWN : state;
    String why = String.valueOf(told.getMessage());
    return new Settling(Settlement.ended(end, attempts, doubts, why), told);
  }

  private static EmailException unknown(EmailException failure, List<Doubt> doubts) {
    if (failure instanceof DeliveryUnknownException) {
      return failure;
    }
    String where = String.join(", ", doubts.stream().map(d -> d.provider().value()).toList());
    return new DeliveryUnknownException(
        "the message may have been accepted earlier"
            + (where.isEmpty() ? "" : " by " + where)
            + "; now: "
            + failure.getMessage(),
        failure.messageId(),
        failure.attempts());
  }
}
