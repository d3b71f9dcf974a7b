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
 * @param outcome what came of it
 * @param start when it began, by this host's wall clock
 * @param duration how long it took, by the monotonic clock
 * @param written whether the request's body began to be written: at most so many requests of this
 *     message can have reached the provider
 */
public record Attempt(
    ProviderId provider, Outcome outcome, Instant start, Duration duration, boolean written) {

  /** Checks that nothing is missing. */
  public Attempt {
    Objects.requireNonNull(provider, "provider");
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
