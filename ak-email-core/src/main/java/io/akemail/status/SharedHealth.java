package io.akemail.status;

import java.time.Duration;
import java.util.Objects;

/**
 * What all senders together hold of a provider's health: the one record that is changed only by
 * comparing its version. Immutable, holds nothing secret.
 *
 * @param generation drawn when the record was first written; another one means that the store lost
 *     its memory in between
 * @param epoch rises by one with each outage and each recovery; together with the generation it is
 *     the record's version
 * @param phase where the provider stands
 * @param remaining how long the phase lasts at least from now; zero or below once that is over
 * @param multiplier how often the dead period was doubled, 0 to 8
 * @param reason why
 * @param by the instance that wrote it
 * @param age how long ago it was written; ignored in a record that is to be written
 */
public record SharedHealth(
    String generation,
    long epoch,
    Phase phase,
    Duration remaining,
    int multiplier,
    StatusReason reason,
    String by,
    Duration age) {

  /** Where the provider stands for all. */
  public enum Phase {
    /** In use. */
    UP,
    /** Out of use; tried again by one probe at a time. */
    DOWN,
    /** Back in use for a rising share of messages. */
    RAMPING
  }

  /** Checks that nothing is missing. */
  public SharedHealth {
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(remaining, "remaining");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(age, "age");
  }

  /** Whether both are of one generation and epoch. */
  public boolean isVersionOf(SharedHealth other) {
    return epoch == other.epoch && generation.equals(other.generation);
  }
}
