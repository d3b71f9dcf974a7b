package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.Submission;
import java.util.List;

/** Puts messages into the outbox, and says truly what came of it. Thread-safe. */
final class OutboxDesk {
  private final Outbox outbox;
  private final Engine engine;
  private final Runnable added;

  /**
   * The desk of an outbox.
   *
   * @param added run after each message that was stored
   */
  OutboxDesk(Outbox outbox, Engine engine, Runnable added) {
    this.outbox = outbox;
    this.engine = engine;
    this.added = added;
  }

  /** Stores a message that nobody was asked to send. */
  Receipt enqueue(EmailMessage message) {
    try {
      requireInTime(message);
      return store(Submission.of(message), List.of());
    } catch (EmailException failure) {
      engine.failed(failure);
      throw failure;
    }
  }

  private void requireInTime(EmailMessage message) {
    boolean late =
        message.deliverBefore().filter(end -> !engine.instant().isBefore(end)).isPresent();
    if (late) {
      throw Failures.late(message, List.of());
    }
  }

  /**
   * Stores a message after the attempts of a send.
   *
   * @throws EmailException if it was not stored, or not surely
   */
  Receipt store(Submission submission, List<Attempt> attempts) {
    EmailMessage message = submission.message();
    try {
      outbox.add(submission);
    } catch (OutboxException e) {
      throw failure(message, attempts, e.reason(), String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      throw failure(message, attempts, Reason.UNCERTAIN, "it threw " + Guests.nameOf(e));
    }
    Receipt receipt = new Receipt(message.id(), attempts, true, !submission.doubts().isEmpty());
    engine.queued(receipt);
    added.run();
    return receipt;
  }

  private static EmailException failure(
      EmailMessage message, List<Attempt> attempts, Reason reason, String why) {
    return switch (reason) {
      case TOO_LARGE, ATTACHMENT ->
          refused(message, attempts, new Problem("message", "the outbox does not take it: " + why));
      case DUPLICATE ->
          refused(message, attempts, new Problem("dedupeKey", "the outbox refuses it: " + why));
      case FULL, STORAGE ->
          new EmailUnavailableException(
              "the outbox could not store the message: " + why + Failures.tried(attempts),
              message.id(),
              attempts);
      case UNCERTAIN ->
          new DeliveryUnknownException(
              "it is not known whether the outbox has stored the message: "
                  + why
                  + "; giving the same message to enqueue(..) once more makes no second one"
                  + Failures.tried(attempts),
              message.id(),
              attempts);
    };
  }

  private static EmailException refused(
      EmailMessage message, List<Attempt> attempts, Problem problem) {
    return new EmailRejectedException(
        problem + Failures.tried(attempts), message.id(), attempts, List.of(problem));
  }
}
