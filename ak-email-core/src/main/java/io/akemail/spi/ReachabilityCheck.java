package io.akemail.spi;

import java.time.Duration;

/**
 * A free call without side effects that tells whether the provider can be reached from this host.
 *
 * <p>It is never the paid send API. Safe for use by several threads.
 */
@FunctionalInterface
public interface ReachabilityCheck {

  /**
   * Makes the call, on the calling thread.
   *
   * @param timeout the most it may take, more than zero
   * @return true if any parsed answer came that is not a server fault (HTTP below 500: 401 and 403
   *     count as reachable); false in every other case. Never throws.
   */
  boolean isReachable(Duration timeout);
}
