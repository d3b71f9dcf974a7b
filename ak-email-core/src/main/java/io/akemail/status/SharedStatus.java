package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a store holds of one provider, read at one moment. Immutable.
 *
 * @param provider which
 * @param record the common record of its health, or null if there is none
 * @param verdicts what is said of it and still holds, in no order
 */
public record SharedStatus(
    ProviderId provider, @Nullable SharedHealth record, List<SharedVerdict> verdicts) {

  /** Checks that nothing is missing, and copies the list. */
  public SharedStatus {
    Objects.requireNonNull(provider, "provider");
    verdicts = List.copyOf(verdicts);
  }

  /** The common record of its health, if there is one. */
  public Optional<SharedHealth> health() {
    return Optional.ofNullable(record);
  }
}
