package io.akemail.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observation whose handlers cannot disturb what is observed: a handler that throws after a
 * message was accepted would make its caller send it again.
 */
final class Sighting {
  private static final Logger LOG = LoggerFactory.getLogger(EmailObservations.class);
  private static final String NAME = "ak.email.send";

  private final Observation observation;
  private final ObservationRegistry registry;

  /** Of an observation that has begun. */
  Sighting(Observation observation, ObservationRegistry registry) {
    this.observation = observation;
    this.registry = registry;
  }

  /** Begins. */
  static Sighting begin(String operation, ObservationRegistry registry) {
    return new Sighting(
        guarded(
            () ->
                Observation.createNotStarted(NAME, registry)
                    .contextualName("ak email " + operation.replace('_', ' '))
                    .lowCardinalityKeyValue("operation", operation)
                    .start(),
            Observation.NOOP),
        registry);
  }

  /**
   * Makes a call while this is the thread's current observation. A handler that throws when a scope
   * is opened or closed would leave it bound to the thread for ever.
   */
  <T> T during(Supplier<T> call) {
    Observation.Scope before = registry.getCurrentObservationScope();
    Observation.Scope scope = guarded(observation::openScope, Observation.Scope.NOOP);
    try {
      return call.get();
    } finally {
      guarded(scope::close);
      if (!Objects.equals(registry.getCurrentObservationScope(), before)) {
        registry.setCurrentObservationScope(before);
      }
    }
  }

  /** Ends, with what came of it. */
  void end(Ending ending) {
    guarded(
        () -> {
          observation
              .lowCardinalityKeyValue("result", ending.result())
              .lowCardinalityKeyValue("provider", ending.provider())
              .highCardinalityKeyValue("attempts", Integer.toString(ending.attempts()));
          if (ending.isFault()) {
            observation.error(new SendFault(ending.result()));
          }
        });
    guarded(observation::stop);
  }

  private static void guarded(Runnable action) {
    guarded(
        () -> {
          action.run();
          return true;
        },
        false);
  }

  private static <T> T guarded(Supplier<T> action, T fallback) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      LOG.warn("A handler of observations threw {}; it is passed over", e.getClass().getName());
      return fallback;
    }
  }
}
