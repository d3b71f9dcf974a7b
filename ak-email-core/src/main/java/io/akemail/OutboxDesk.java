package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.Submission;
import io.akemail.rules.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sender's outbox: puts messages into it and says truly what came of that, and has a relay send
 * them. Thread-safe.
 */
final class OutboxDesk {
  private static final Duration SETTLE_SPAN = Duration.ofMillis(500);

  private final Outbox outbox;
  private final Engine engine;
  private final BackOff backOff;
  private final @Nullable Relay relay;

  private OutboxDesk(Outbox outbox, Engine engine, BackOff backOff, @Nullable Relay relay) {
    this.outbox = outbox;
    this.engine = engine;
    this.backOff = backOff;
    this.relay = relay;
  }

  /** Opens the desk, and starts its relay unless the settings leave that to other processes. */
  static OutboxDesk open(
      Outbox outbox,
      RelaySettings settings,
      Engine engine,
      SelectionStrategy strategy,
      Watch watch,
      ThreadFactory threads) {
    Relay relay =
        settings.workers() == 0
            ? null
            : new Relay(outbox, settings, engine, strategy, watch, threads);
    return new OutboxDesk(outbox, engine, settings.backOff(), relay);
  }

  /** Stores a message that nobody was asked to send. */
  Receipt enqueue(EmailMessage message) {
    try {
      requireInTime(message);
      return store(Submission.of(message), List.of(), "");
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
   * Stores a message that no provider could take.
   *
   * @throws EmailException if it was not stored, or not surely
   */
  Receipt queue(EmailMessage message, List<Attempt> attempts, List<Doubt> doubts) {
    Duration delay = attempts.isEmpty() ? Duration.ZERO : backOff.after(1, engine.random());
    String before = "no provider could take the message (" + engine.describeProviders() + "), and ";
    return store(new Submission(message, delay, attempts.size(), doubts), attempts, before);
  }

  private Receipt store(Submission submission, List<Attempt> attempts, String before) {
    EmailMessage message = submission.message();
    try {
      outbox.add(submission);
    } catch (OutboxException e) {
      String why = String.valueOf(e.getMessage());
      throw failure(message, attempts, e.reason(), before, why);
    } catch (Throwable e) {
      throw failure(message, attempts, Reason.UNCERTAIN, before, "it threw " + Guests.nameOf(e));
    }
    Receipt receipt = new Receipt(message.id(), attempts, true, !submission.doubts().isEmpty());
    engine.queued(receipt);
    if (relay != null) {
      relay.hurry();
    }
    return receipt;
  }

  private static EmailException failure(
      EmailMessage message, List<Attempt> attempts, Reason reason, String before, String why) {
    return switch (reason) {
      case TOO_LARGE, ATTACHMENT ->
          refused(message, attempts, new Problem("message", "the outbox does not take it: " + why));
      case DUPLICATE ->
          refused(message, attempts, new Problem("dedupeKey", "the outbox refuses it: " + why));
      case FULL, STORAGE ->
          new EmailUnavailableException(
              before + "the outbox could not store the message: " + why + Failures.tried(attempts),
              message.id(),
              attempts);
      case UNCERTAIN ->
          new DeliveryUnknownException(
              before
                  + "it is not known whether the outbox has stored the message: "
                  + why
                  + "; giving the same message to enqueue(..) once more makes no second one"
                  + Failures.tried(attempts),
              message.id(),
              attempts);
    };
  }

  /** No message is claimed any more. */
  void stopRelay() {
    if (relay != null) {
      relay.close();
    }
  }

  /** Waits shortly until what the relay has begun is settled, and closes the outbox. */
  void close() {
    if (relay != null) {
      relay.awaitEnd(SETTLE_SPAN);
    }
    outbox.close();
  }

  /** What went wrong with the outbox; the words of an exception that is not ours are not shown. */
  static String describe(Throwable fault) {
    String name = Guests.nameOf(fault);
    return fault instanceof OutboxException e ? e.reason() + ": " + e.getMessage() : name;
  }

  private static EmailException refused(
      EmailMessage message, List<Attempt> attempts, Problem problem) {
    return new EmailRejectedException(
        problem + Failures.tried(attempts), message.id(), attempts, List.of(problem));
  }
}
