package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Map;

/**
 * The order in which healthy providers are tried for a message.
 *
 * <p>Asked on the caller's thread at every send, and must be quick and thread-safe. It only orders
 * those that are in use: which ones are is decided by their state. A strategy that throws, leaves a
 * provider out or names one that is not there fails no send: the configured order fills the gaps.
 */
@FunctionalInterface
public interface SelectionStrategy {

  /**
   * Orders the providers.
   *
   * @param candidates the healthy providers in configured order; immutable, at least one
   * @return the same ids in the order in which to try them
   */
  List<ProviderId> order(EmailMessage message, List<ProviderId> candidates);

  /**
   * In configured order: the first is used while it works, the next ones take over. The default.
   */
  static SelectionStrategy inOrder() {
    return AsConfigured.INSTANCE;
  }

  /** Each send begins with the provider after the one that the send before began with. */
  static SelectionStrategy roundRobin() {
    return new RoundRobin();
  }

  /**
   * Each provider gets its share of the messages; which message goes where is decided by the
   * message's id.
   *
   * @param weights each 0 to 1,000,000; a provider that is not named or has 0 is used only when the
   *     others fail
   * @throws IllegalArgumentException if a weight is out of range, or none is above 0
   */
  static SelectionStrategy weighted(Map<ProviderId, Integer> weights) {
    return new Weighted(weights);
  }
}
