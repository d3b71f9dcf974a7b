package io.akemail.status;

/** Why a provider is in its state. */
public enum StatusReason {
  /** Nothing speaks against it. */
  HEALTHY,
  /** An operator said so. */
  OPERATOR,
  /** The provider refused our credential or our use of it. */
  CREDENTIAL,
  /** The provider said that a rate or quota is used up. */
  LIMIT,
  /** Calls failed. */
  FAULTS,
  /** Calls in flight are getting no answer. */
  NO_ANSWER,
  /** The free reachability check failed. */
  UNREACHABLE,
  /** The probe failed. */
  PROBE_FAILED,
  /** The free reachability check is answered again; one probe will tell. */
  REACHABLE,
  /** The provider answers again. */
  RECOVERING
}
