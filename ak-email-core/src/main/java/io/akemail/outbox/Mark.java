package io.akemail.outbox;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What must be durable before an attempt is made. Immutable.
 *
 * @param provider where the attempt will be made
 * @param attempts how many attempts were made, this one included
 * @param doubts where the message may have been accepted before, without this attempt
 * @param lease how long the claim holds from now on; above zero
 */
public record Mark(ProviderId provider, int attempts, List<Doubt> doubts, Duration lease) {

  /** Copies the list. */
  public Mark {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(lease, "lease");
    doubts = List.copyOf(doubts);
  }
}
