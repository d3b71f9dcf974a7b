package io.akemail;

import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One try of one message at one provider. Immutable; holds no recipient and no secret.
 *
 * @param provider where
 * @param purpose why there
 * @param outcome what came of it
 * @param start when it began, by this host's wall clock
 * @param duration how long it took, by the monotonic clock
 * @param written whether the request's body began to be written: at most so many requests of this
 *     message can have reached the provider
 */
public record Attempt(
    ProviderId provider,
    Purpose purpose,
    Outcome outcome,
    Instant start,
    Duration duration,
    boolean written) {

  /** Why this provider was tried. */
  public enum Purpose {
    /** Its turn. */
    TURN,
    /** It was asked once more with the same idempotency key, since its answer was lost. */
    RESOLVE,
    /** To find out whether it is well again. */
    PROBE,
    /** No provider in use was left. */
    LAST_RESORT
  }

  /** Checks that nothing is missing. */
  public Attempt {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(duration, "duration");
  }

  /** One line for people: provider, kind, why, time taken. */
  @Override
  public String toString() {
    String why = outcome.why();
    return provider
        + ": "
        + outcome.kind()
        + (why.isEmpty() ? "" : " (" + why + ")")
        + " after "
        + duration.toMillis()
        + " ms";
  }
}
