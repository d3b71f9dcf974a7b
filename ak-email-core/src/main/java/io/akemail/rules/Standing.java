package io.akemail.rules;

import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;

/**
 * What selection needs to know about one provider: an immutable cut through its verdicts.
 *
 * @param state the effective state
 * @param reason why
 * @param epoch the epoch of its health
 * @param offer whether it waits for a message to be tried with
 * @param rampFrom when its share began to rise, in monotonic nanoseconds; meant for RAMPING only
 * @param until when the state ends at the earliest, in monotonic nanoseconds; {@link #NO_TIMER} for
 *     none
 * @param calm whether a success would change nothing
 * @param watched whether time, or a check, may change something without any attempt
 * @param last whether the others go first, since the provider itself says that its sending is out
 */
public record Standing(
    ProviderState state,
    StatusReason reason,
    long epoch,
    Offer offer,
    long rampFrom,
    long until,
    boolean calm,
    boolean watched,
    boolean last) {

  /** No timer ends the state. */
  public static final long NO_TIMER = Long.MIN_VALUE;

  /** What a provider that is not in use waits for. */
  public enum Offer {
    /** Nothing. */
    NONE,
    /** One message as a probe. */
    PROBE,
    /** That a message is there: then the right to probe is asked for. */
    LEASE,
    /** One message to try the credential. */
    TRIAL
  }

  /** Whether a timer ends the state. */
  public boolean hasTimer() {
    return until != NO_TIMER;
  }
}
