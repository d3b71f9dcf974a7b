package io.akemail.rules;

/** What happened to a provider's health here, and was not heard from others. */
enum Turn {
  /** Nothing. */
  NONE,
  /** The breaker tripped. */
  TRIPPED,
  /** The probe failed, surely by the provider's fault. */
  PROBE_FAILED,
  /** The probe failed, perhaps by this instance's own fault. */
  PROBE_FAILED_HERE,
  /** The provider answered again. */
  RECOVERED,
  /** The ramp is over. */
  UP_AGAIN
}
