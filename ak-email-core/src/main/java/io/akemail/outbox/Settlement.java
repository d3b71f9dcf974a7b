package io.akemail.outbox;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a claimed message: it ends, or waits for another round. Immutable.
 *
 * @param state {@code WAITING} or an end; never {@code SENDING}
 * @param delay how long it waits at least before it is claimed again; zero for an end
 * @param attempts how many attempts were made so far
 * @param rounds how many times it was put back after attempts
 * @param doubts where it may have been accepted
 * @param provider who accepted it; null unless it is sent
 * @param providerMessageId that provider's own id for it, if known
 * @param possibleDuplicate whether a second copy may exist
 * @param detail why, in words fit to be shown; at most 1,000 characters are kept
 */
public record Settlement(
    OutboxState state,
    Duration delay,
    int attempts,
    int rounds,
    List<Doubt> doubts,
    @Nullable ProviderId provider,
    @Nullable String providerMessageId,
    boolean possibleDuplicate,
    String detail) {
  private static final int MAX_DETAIL = 1000;

  /** Copies the list, shortens the detail. */
  public Settlement {
    if (state == OutboxState.SENDING) {
      throw new IllegalArgumentException("state: a settled message is not being sent");
    }
    Objects.requireNonNull(delay, "delay");
    doubts = List.copyOf(doubts);
    detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
  }

  /** It waits for another round. */
  public static Settlement later(
      Duration delay, int attempts, int rounds, List<Doubt> doubts, String detail) {
    return new Settlement(
        OutboxState.WAITING, delay, attempts, rounds, doubts, null, null, false, detail);
  }

  /** It ended without an acceptance that is known. */
  public static Settlement ended(
      OutboxState state, int attempts, List<Doubt> doubts, String detail) {
    return new Settlement(
        state, Duration.ZERO, attempts, 0, doubts, null, null, !doubts.isEmpty(), detail);
  }
}
