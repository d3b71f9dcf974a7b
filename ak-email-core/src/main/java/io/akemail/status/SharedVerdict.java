package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a provider or an operator said, and that holds for other senders too. Immutable,
 * holds nothing secret.
 *
 * @param provider about which provider
 * @param kind what was said
 * @param fingerprint for which credential it holds (16 hex digits); empty for an operator's word,
 *     which holds for all
 * @param remaining how long it holds from now, above zero; null if it does not end by itself
 */
public record SharedVerdict(
    ProviderId provider, Kind kind, String fingerprint, @Nullable Duration remaining) {

  /** What was said. */
  public enum Kind {
    /** The provider: a rate or quota is used up. */
    OVER_LIMIT,
    /** The provider: this credential or account is refused. */
    MISCONFIGURED,
    /** An operator: not to be used. */
    DISABLED,
    /** An operator: no new calls. */
    DRAINING,
    /** An operator: to be used whatever its health. */
    FORCED_UP;

    /** Whether an operator says it; an operator's newer word replaces the older. */
    public boolean isOperators() {
      return this == DISABLED || this == DRAINING || this == FORCED_UP;
    }
  }

  /** Checks that nothing is missing. */
  public SharedVerdict {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }

  /** How long it holds from now, if it ends by itself. */
  public Optional<Duration> timer() {
    return Optional.ofNullable(remaining);
  }
}
