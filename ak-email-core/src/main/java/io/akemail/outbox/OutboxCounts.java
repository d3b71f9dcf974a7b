package io.akemail.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How full an outbox is. Immutable.
 *
 * @param byState how many messages are in each state; a state without messages may be missing
 * @param liveBytes the size of the messages still to be sent, as stored
 * @param oldest how long the oldest message still to be sent has been in the outbox; null if there
 *     is none
 * @param maxMessages the most messages that may wait
 * @param maxBytes the most bytes that may wait
 */
public record OutboxCounts(
    Map<OutboxState, Long> byState,
    long liveBytes,
    @Nullable Duration oldest,
    long maxMessages,
    long maxBytes) {

  /** Copies the map. */
  public OutboxCounts {
    byState = Map.copyOf(byState);
  }

  /** How many messages are in a state. */
  public long count(OutboxState state) {
    return byState.getOrDefault(state, 0L);
  }

  /** How many messages are still to be sent. */
  public long live() {
    return count(OutboxState.WAITING) + count(OutboxState.SENDING);
  }

  /** How long the oldest message still to be sent has been in the outbox. */
  public Optional<Duration> oldestAge() {
    return Optional.ofNullable(oldest);
  }

  /** How much of the limit is used up, the nearer one of both: 0 is empty, 1 is full. */
  public double fill() {
    return Math.max((double) live() / maxMessages, (double) liveBytes / maxBytes);
  }
}
