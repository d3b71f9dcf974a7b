package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.RejectedRecipient;
import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider took responsibility for the message, or the outbox did. That is acceptance, not
 * delivery: what happens at the recipients' servers comes later, as the provider's events.
 *
 * <p>Immutable; holds no secret.
 *
 * @param messageId the message
 * @param attempts every attempt of this send, in order; unless queued, the last one is the
 *     acceptance
 * @param isQueued whether it waits in the outbox, since no provider could take it now or nobody was
 *     asked yet; only a sender with an outbox queues
 * @param possibleDuplicate whether an earlier attempt's answer was lost, so that an earlier
 *     provider may have accepted a copy too
 */
public record Receipt(
    MessageId messageId, List<Attempt> attempts, boolean isQueued, boolean possibleDuplicate) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is not queued and the last attempt is no acceptance
   */
  public Receipt {
    Objects.requireNonNull(messageId, "messageId");
    attempts = List.copyOf(attempts);
    if (!isQueued && lastAccepted(attempts).isEmpty()) {
      throw new IllegalArgumentException("attempts: the last one must be an acceptance");
    }
  }

  private static Optional<Outcome.Accepted> lastAccepted(List<Attempt> attempts) {
    return attempts.isEmpty()
            || !(attempts.get(attempts.size() - 1).outcome() instanceof Outcome.Accepted accepted)
        ? Optional.empty()
        : Optional.of(accepted);
  }

  /** Who accepted it; empty if it is queued. */
  public Optional<ProviderId> provider() {
    return isQueued ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1).provider());
  }

  /** In what way it was accepted; empty if it is queued. */
  public Optional<Outcome.Accepted> accepted() {
    return isQueued ? Optional.empty() : lastAccepted(attempts);
  }

  /** The provider's own id, which its events carry, if its answer had one. */
  public Optional<String> providerMessageId() {
    return accepted().flatMap(accepted -> Optional.ofNullable(accepted.providerMessageId()));
  }

  /** The recipients that the provider refused while it took others. */
  public List<RejectedRecipient> rejectedRecipients() {
    return accepted().map(Outcome.Accepted::rejectedRecipients).orElse(List.of());
  }

  /** Whether the provider only checked the message (sandbox) and delivers nothing. */
  public boolean isTest() {
    return accepted().map(Outcome.Accepted::proof).equals(Optional.of(Outcome.Proof.TEST_ONLY));
  }

  /** One line for people: what became of it, and the attempts before. */
  @Override
  public String toString() {
    String what = provider().map(provider -> "accepted by " + provider).orElse("queued");
    return messageId
        + " "
        + what
        + (isTest() ? " as a test" : "")
        + (possibleDuplicate ? ", possibly more than once" : "")
        + ", attempts: "
        + attempts;
  }
}
