package io.akemail.outbox;

/**
 * Where a message in the outbox stands.
 *
 * <p>{@code WAITING -> SENDING -> } one of the ends, or back to {@code WAITING}. Whoever waits for
 * an end gets one: each message has a time after which it expires.
 */
public enum OutboxState {
  /** Waits for its turn or for a provider. */
  WAITING,
  /** An attempt is being made, or was when its process died. */
  SENDING,
  /** A provider accepted it. */
  SENT,
  /** It is at fault, or nobody can carry it; surely not accepted. */
  FAILED,
  /** It came too late; surely not accepted. */
  EXPIRED,
  /** It may have been accepted, and is not sent again unless a person says so. */
  UNKNOWN,
  /** Its record cannot be read; a person has to look at it. */
  DAMAGED;

  /** Whether it is still to be sent: only such messages count against the limits. */
  public boolean isLive() {
    return this == WAITING || this == SENDING;
  }
}
