package io.akemail;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import java.time.Duration;

/**
 * Whether and how long a provider recognises a request that it has had before.
 *
 * @param exists whether it takes idempotency keys
 * @param nanos for how long after the first request a key is relied on
 */
record KeyMemory(boolean exists, long nanos) {
  private static final Duration MARGIN = Duration.ofHours(1);

  static KeyMemory of(EmailProvider provider) {
    return new KeyMemory(
        provider.capabilities().contains(Capability.IDEMPOTENCY_KEY),
        provider.keyRetention().minus(MARGIN).toNanos());
  }

  /** Whether a request with the key that was first used then is surely not mailed again. */
  boolean holds(long firstUsed, long now) {
    return exists && now - firstUsed < nanos;
  }
}
