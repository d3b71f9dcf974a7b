package io.akemail.examples.fleet;

import io.akemail.status.FleetStatus;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusReason;

/**
 * What one instance believed of one provider from a moment on.
 *
 * @param at when, in nanoseconds
 * @param instance which instance
 * @param provider which provider
 * @param state the effective state
 * @param reason why
 * @param shared whether it is the state of all, and not only of this instance
 * @param by who wrote the common record, or empty
 * @param members instances alive, as this one knows
 * @param inTouch whether the store answers this one
 * @param detail the last outcome in words
 */
record Sighting(
    long at,
    String instance,
    String provider,
    ProviderState state,
    StatusReason reason,
    boolean shared,
    String by,
    int members,
    boolean inTouch,
    String detail) {
  private static final String CHANCE = "-[0-9a-f]{8}$";

  static Sighting of(long at, String instance, ProviderStatus status) {
    FleetStatus fleet = status.fleet();
    return new Sighting(
        at,
        instance,
        status.provider().value(),
        status.state(),
        status.reason(),
        fleet.shared(),
        fleet.by().replaceFirst(CHANCE, ""),
        fleet.members(),
        fleet.inTouch(),
        status.detail());
  }

  Sighting at(long when) {
    return new Sighting(
        when, instance, provider, state, reason, shared, by, members, inTouch, detail);
  }

  /** Whether both are of one instance and provider. */
  boolean isOfSame(Sighting other) {
    return instance.equals(other.instance) && provider.equals(other.provider);
  }

  /** Whether somebody who looks would see no difference but in the words. */
  boolean looksLike(Sighting other) {
    return isOfSame(other)
        && state == other.state
        && shared == other.shared
        && by.equals(other.by)
        && members == other.members
        && inTouch == other.inTouch;
  }

  /** Who says so: this instance alone, or all of them and which of them first. */
  String source() {
    boolean alone = state == ProviderState.SUSPECT || (!inTouch && state != ProviderState.DOWN);
    if (!shared || by.isEmpty() || alone) {
      return "by itself";
    }
    return by.equals(instance) ? "for all, by itself" : "for all, by " + by;
  }

  /** Whether another instance said so, and not this one. */
  boolean isHearsay() {
    return source().equals("for all, by " + by);
  }
}
