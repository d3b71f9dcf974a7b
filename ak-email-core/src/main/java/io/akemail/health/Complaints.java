package io.akemail.health;

import io.akemail.spi.ProviderId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with polling each provider, logged only when it changes. Thread-safe. Holds words
 * of our own and names of classes, never the text of an exception, which may hold anything.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(HealthPoller.class);

  private final Map<ProviderId, String> known = new ConcurrentHashMap<>();

  void complain(ProviderId provider, String what) {
    if (!what.equals(known.put(provider, what))) {
      LOG.warn("Health of {}: {}", provider, what);
    }
  }

  void allRight(ProviderId provider) {
    if (known.remove(provider) != null) {
      LOG.info("Health of {}: is told again", provider);
    }
  }
}
