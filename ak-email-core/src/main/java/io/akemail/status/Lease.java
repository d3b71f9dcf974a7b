package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.util.Objects;

/**
 * A task that one instance at a time shall do for all. A hint, not a lock: two holders at once do
 * no harm. Immutable.
 *
 * @param purpose which task
 * @param provider at which provider
 * @param token drawn by who asks for it; tells the holder from the others
 */
public record Lease(Purpose purpose, ProviderId provider, String token) {

  /** Which task. */
  public enum Purpose {
    /** Trying a provider that is down with one real message. */
    PROBE,
    /** Making the free reachability check of a provider that is down. */
    CHECK,
    /** Reading what a provider says of itself in public. */
    POLL
  }

  /** Checks that nothing is missing. */
  public Lease {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(token, "token");
  }
}
