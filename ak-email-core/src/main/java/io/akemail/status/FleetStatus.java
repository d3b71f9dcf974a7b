package io.akemail.status;

import io.akemail.spi.Hint;
import java.util.Objects;

/**
 * What a sender that shares a {@link StatusStore} heard last of the others. Immutable, holds
 * nothing secret.
 *
 * @param inTouch whether the store answers; if not, the rest is what was heard last
 * @param members instances alive, this one included
 * @param bad instances that vote that the provider is bad
 * @param good instances that vote that it is good
 * @param shared whether the state is one of all instances, and not only of this one
 * @param epoch the common epoch; 0 if there is no common record
 * @param by the instance that last wrote the common record, or empty
 * @param hint what the provider says of itself in public
 */
public record FleetStatus(
    boolean inTouch,
    int members,
    int bad,
    int good,
    boolean shared,
    long epoch,
    String by,
    Hint hint) {

  /** Checks that nothing is missing. */
  public FleetStatus {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(hint, "hint");
  }
}
