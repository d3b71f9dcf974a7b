package io.akemail.outbox;

import io.akemail.message.MessageId;
import io.akemail.spi.ProviderId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox as people see it; without its content and its recipients. Immutable.
 *
 * @param id the message
 * @param state where it stands
 * @param added when it was added, by the outbox's clock
 * @param changed when its state changed last
 * @param due from when on it may be tried again; of no meaning once it has ended
 * @param expires when it expires
 * @param attempts how many attempts were made
 * @param provider who accepted it, or where the latest attempt is being made; null if neither
 * @param providerMessageId the accepting provider's own id for it, if known
 * @param possibleDuplicate whether it may have been accepted more than once, or, if it is not sent,
 *     whether it may have been accepted at all
 * @param size its size in bytes, as stored
 * @param detail why it stands so, in words
 */
public record OutboxEntry(
    MessageId id,
    OutboxState state,
    Instant added,
    Instant changed,
    Instant due,
    Instant expires,
    int attempts,
    @Nullable ProviderId provider,
    @Nullable String providerMessageId,
    boolean possibleDuplicate,
    long size,
    String detail) {

  /** Checks that nothing is missing. */
  public OutboxEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
  }

  /** Who accepted it, or where the latest attempt is being made. */
  public Optional<ProviderId> atProvider() {
    return Optional.ofNullable(provider);
  }
}
