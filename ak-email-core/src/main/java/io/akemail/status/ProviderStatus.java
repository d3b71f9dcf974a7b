package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole picture of one provider at one moment. Immutable, holds nothing secret.
 *
 * @param provider which
 * @param state the effective state
 * @param reason why
 * @param detail the last outcome behind the reason in words, or empty
 * @param since when this state began, by this host's wall clock
 * @param remaining how long the state lasts at least from now, or null if no timer ends it
 * @param inFlight calls in flight now
 * @param epoch rises with each change of the provider's health as this sender sees it; results of
 *     attempts from an older epoch change nothing
 * @param fleet what is known of other instances and of the provider's own public word
 */
public record ProviderStatus(
    ProviderId provider,
    ProviderState state,
    StatusReason reason,
    String detail,
    Instant since,
    @Nullable Duration remaining,
    int inFlight,
    long epoch,
    FleetStatus fleet) {

  /** Checks that nothing is missing. */
  public ProviderStatus {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(fleet, "fleet");
  }

  /** How long the state lasts at least from now, if a timer ends it. */
  public Optional<Duration> timer() {
    return Optional.ofNullable(remaining);
  }
}
