package io.akemail.outbox;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The right of one worker to send one message for a while, and what it has to know of it.
 *
 * <p>Immutable. It is worth something as long as nobody else has claimed the message since: {@link
 * Outbox#mark} and {@link Outbox#settle} tell.
 *
 * @param message the message, the same in every field as the one that was added
 * @param version grows with each claim of the message; tells this claim from later ones
 * @param left how much time is left until the message expires, by the outbox's clock; zero or
 *     negative means that it has
 * @param attempts how many attempts were made before
 * @param rounds how many times it was put back after attempts, see {@link Settlement#later}
 * @param doubts where it may have been accepted: told before, or found because it was claimed in
 *     the state {@link OutboxState#SENDING}
 * @param possibleDuplicate whether a person had it sent again although it may have been accepted
 */
public record Claim(
    EmailMessage message,
    long version,
    Duration left,
    int attempts,
    int rounds,
    List<Doubt> doubts,
    boolean possibleDuplicate) {

  /** Copies the list. */
  public Claim {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(left, "left");
    doubts = List.copyOf(doubts);
  }

  /** The message's id. */
  public MessageId id() {
    return message.id();
  }
}
