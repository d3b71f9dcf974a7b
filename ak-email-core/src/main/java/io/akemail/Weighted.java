package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws without replacement by weight, with the message's id as the source of chance, so that the
 * same message is ordered alike each time.
 */
final class Weighted implements SelectionStrategy {
  private static final int MAX_WEIGHT = 1_000_000;

  private final Map<ProviderId, Integer> weights;

  Weighted(Map<ProviderId, Integer> weights) {
    this.weights = Map.copyOf(weights);
    this.weights.forEach(
        (id, weight) -> {
          if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weights[" + id + "]: must be 0 to " + MAX_WEIGHT);
          }
        });
    if (this.weights.values().stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException("weights: at least one must be above 0");
    }
  }

  @Override
  public List<ProviderId> order(EmailMessage message, List<ProviderId> candidates) {
    List<ProviderId> left = new ArrayList<>(candidates);
    List<ProviderId> ordered = new ArrayList<>(left.size());
    long chance = mix(message.id().value().hashCode());
    long total = 0;
    for (ProviderId id : left) {
      total += weight(id);
    }
    while (total > 0) {
      chance = mix(chance);
      long draw = Math.floorMod(chance, total);
      int drawn = 0;
      while (draw >= weight(left.get(drawn))) {
        draw -= weight(left.get(drawn));
        drawn++;
      }
      total -= weight(left.get(drawn));
      ordered.add(left.remove(drawn));
    }
    ordered.addAll(left);
    return ordered;
  }

  private int weight(ProviderId id) {
    return weights.getOrDefault(id, 0);
  }

  /** One step of SplitMix64. */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
