package io.akemail.spi;

import java.time.Duration;

/**
 * Where a provider says in public, or to its customers for free, how its sending fares: a status
 * page, or an account call. Never the paid send API. Thread-safe.
 */
@FunctionalInterface
public interface HealthSource {

  /**
   * Asks once.
   *
   * @param timeout how long it may take in all
   * @return what is said; {@link Hint#UNKNOWN} whenever that is not beyond doubt. Does not throw;
   *     an exception counts as UNKNOWN
   */
  Hint read(Duration timeout);
}
