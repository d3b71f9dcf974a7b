package io.akemail.micrometer;

import io.akemail.EmailSender;
import io.akemail.FailoverSenderBuilder;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Lets sends take part in traces: one observation per call of a sender.
 *
 * <p>Its name is {@code ak.email.send}. It begins and is current on the caller's thread, so that
 * what an instrumented HTTP client of a provider observes becomes its child. Key values:
 *
 * <ul>
 *   <li>{@code operation}: {@code send}, {@code send_several}, {@code send_async}, {@code enqueue}
 *   <li>{@code result}: {@code accepted}, {@code queued}, {@code rejected}, {@code unavailable},
 *       {@code unknown}, {@code cancelled}; {@code mixed} if several messages had several; {@code
 *       abandoned} if the caller cancelled the future; {@code error} if the call was not possible,
 *       as on a closed sender
 *   <li>{@code provider}: who accepted; {@code several}; {@code none}
 *   <li>{@code attempts}, of high cardinality, so for traces only: how many were made
 * </ul>
 *
 * <p>A handler that throws disturbs no send. An error is told by its kind alone. Nothing tells of
 * recipients or content, and the message's id is left out: a caller may have chosen one that is
 * personal.
 */
public final class EmailObservations {
  private EmailObservations() {}

  /**
   * A sender that does as the given one does, and observes each call. Closing it closes the given
   * one.
   */
  public static EmailSender observe(EmailSender sender, ObservationRegistry registry) {
    return new ObservedSender(
        Objects.requireNonNull(sender, "sender"), Objects.requireNonNull(registry, "registry"));
  }

  /**
   * Carries the current observation to the threads of asynchronous sends and of sends of several
   * messages; for {@link FailoverSenderBuilder#asyncContext}.
   */
  public static UnaryOperator<Runnable> carrier(ObservationRegistry registry) {
    Objects.requireNonNull(registry, "registry");
    return task -> {
      Observation current = registry.getCurrentObservation();
      if (current == null) {
        return task;
      }
      Sighting sighting = new Sighting(current, registry);
      return () ->
          sighting.during(
              () -> {
                task.run();
                return true;
              });
    };
  }
}
