package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.RejectedRecipient;
import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider took responsibility for the message. That is acceptance, not delivery: what happens at
 * the recipients' servers comes later, as the provider's events.
 *
 * <p>Immutable; holds no secret.
 *
 * @param messageId the message
 * @param provider who accepted it
 * @param accepted in what way
 * @param attempts every attempt of this send, in order; the last one is the acceptance
 * @param possibleDuplicate whether an earlier attempt's answer was lost, so that an earlier
 *     provider may have accepted a copy too
 */
public record Receipt(
    MessageId messageId,
    ProviderId provider,
    Outcome.Accepted accepted,
    List<Attempt> attempts,
    boolean possibleDuplicate) {

  /** Copies the list. */
  public Receipt {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(accepted, "accepted");
    attempts = List.copyOf(attempts);
  }

  /** The provider's own id, which its events carry, if its answer had one. */
  public Optional<String> providerMessageId() {
    return Optional.ofNullable(accepted.providerMessageId());
  }

  /** The recipients that the provider refused while it took others. */
  public List<RejectedRecipient> rejectedRecipients() {
    return accepted.rejectedRecipients();
  }

  /** Whether the provider only checked the message (sandbox) and delivers nothing. */
  public boolean isTest() {
    return accepted.proof() == Outcome.Proof.TEST_ONLY;
  }
}
