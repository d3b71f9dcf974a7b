package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something said about a provider that matters to other senders too. Immutable, holds nothing
 * secret.
 *
 * @param provider about which provider
 * @param kind what is said
 * @param key for which credential it holds (its fingerprint, 16 hex digits), or which instance says
 *     it; empty for a hint
 * @param remaining how long it holds from now, above zero; null if it does not end by itself
 */
public record SharedVerdict(
    ProviderId provider, Kind kind, String key, @Nullable Duration remaining) {

  /** Where a verdict belongs: of one topic, a provider has one verdict per key. */
  public enum Topic {
    /** What the provider said of a rate or quota; by credential. */
    LIMIT,
    /** What the provider said of a credential or account; by credential. */
    CREDENTIAL,
    /** What an operator said: one word per provider, the newest, whoever says it. */
    OPERATOR,
    /** How an instance fares with the provider; by instance. */
    VOTE,
    /** Whose probe failed on its own side of the network; by instance. */
    PROBE,
    /** What the provider says of itself in public: one hint per provider. */
    HINT;

    /** Whether a provider has one verdict of this topic for each key, and not only one. */
    public boolean isByKey() {
      return this != OPERATOR && this != HINT;
    }
  }

  /** What is said. */
  public enum Kind {
    /** The provider: a rate or quota is used up. */
    OVER_LIMIT(Topic.LIMIT),
    /** The provider: this credential or account is refused. */
    MISCONFIGURED(Topic.CREDENTIAL),
    /** An operator: not to be used. */
    DISABLED(Topic.OPERATOR),
    /** An operator: no new calls. */
    DRAINING(Topic.OPERATOR),
    /** An operator: to be used whatever its health. */
    FORCED_UP(Topic.OPERATOR),
    /** An instance: its breaker tripped by faults that are surely the provider's. */
    BAD_PROVIDER(Topic.VOTE),
    /** An instance: its breaker tripped by faults that may be its own or the network's. */
    BAD_LOCAL(Topic.VOTE),
    /** An instance: the provider answered it lately. */
    GOOD(Topic.VOTE),
    /** An instance: its probe failed by a fault that may be its own or the network's. */
    PROBE_FAILED(Topic.PROBE),
    /** The provider's own public word: all is well. */
    HINT_OK(Topic.HINT),
    /** The provider's own public word: sending is impaired. */
    HINT_DEGRADED(Topic.HINT),
    /** The provider's own public word: sending is out. */
    HINT_OUTAGE(Topic.HINT);

    private final Topic topic;

    Kind(Topic topic) {
      this.topic = topic;
    }

    /** Where it belongs. */
    public Topic topic() {
      return topic;
    }
  }

  /** Checks that nothing is missing. */
  public SharedVerdict {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
  }

  /** How long it holds from now, if it ends by itself. */
  public Optional<Duration> timer() {
    return Optional.ofNullable(remaining);
  }
}
