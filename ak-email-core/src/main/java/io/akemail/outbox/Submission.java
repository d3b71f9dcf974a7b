package io.akemail.outbox;

import io.akemail.message.EmailMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A message on its way into the outbox, with what was tried before. Immutable.
 *
 * @param message the message
 * @param delay how long it waits at least before it is tried; not negative
 * @param attempts how many attempts were made before; not negative
 * @param doubts where it may have been accepted before
 */
public record Submission(EmailMessage message, Duration delay, int attempts, List<Doubt> doubts) {

  /** Copies the list. */
  public Submission {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(delay, "delay");
    doubts = List.copyOf(doubts);
  }

  /** A message that nobody was asked to send before, due at once. */
  public static Submission of(EmailMessage message) {
    return new Submission(message, Duration.ZERO, 0, List.of());
  }
}
