package io.akemail.redis;

import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know of changes, and of which providers. Thread-safe. */
final class Nudges {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStatusStore.class);

  private final List<Consumer<ProviderId>> consumers = new CopyOnWriteArrayList<>();
  private final Set<ProviderId> asked = ConcurrentHashMap.newKeySet();

  void add(Consumer<ProviderId> consumer) {
    consumers.add(consumer);
  }

  /** Somebody asked about that provider. */
  void asked(ProviderId provider) {
    asked.add(provider);
  }

  /** A message that should be a provider's id; anything else is passed over. */
  void heard(String message) {
    ProviderId provider;
    try {
      provider = ProviderId.of(message);
    } catch (IllegalArgumentException e) {
      return;
    }
    nudge(provider);
  }

  /** Anything may have changed. */
  void all() {
    asked.forEach(this::nudge);
  }

  private void nudge(ProviderId provider) {
    for (Consumer<ProviderId> consumer : consumers) {
      try {
        consumer.accept(provider);
      } catch (RuntimeException e) {
        LOG.warn("A nudge failed with {}", e.getClass().getName());
      }
    }
  }
}
