package io.akemail.outbox;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.Objects;

/**
 * An attempt whose end is not known: the provider may have accepted the message. Immutable.
 *
 * @param provider where
 * @param age how long ago the first such attempt at this provider was made, by the outbox's clock;
 *     not negative
 */
public record Doubt(ProviderId provider, Duration age) {

  /** Checks that nothing is missing; a negative age becomes zero. */
  public Doubt {
    Objects.requireNonNull(provider, "provider");
    age = age.isNegative() ? Duration.ZERO : age;
  }
}
