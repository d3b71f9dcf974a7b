package io.akemail.status;

/**
 * The effective state of a provider, as seen by one sender.
 *
 * <p>Five verdicts are kept apart (operator, credential, limit, health, hint); this is the first of
 * them that applies, in the order of the constants.
 */
public enum ProviderState {
  /** An operator took it out of use. */
  DISABLED,
  /** An operator lets calls in flight end and starts no new ones. */
  DRAINING,
  /** The provider refuses our credential or our use of it; a person must act. */
  MISCONFIGURED,
  /** A rate or quota is used up; not used until the told time. */
  OVER_LIMIT,
  /** It fails; not used but for a probe, and as a last resort. */
  DOWN,
  /** One real message is out to find whether it works again. */
  PROBING,
  /** Something looks wrong; used after the others until it answers. */
  SUSPECT,
  /** It works again; used for a growing share of messages. */
  RAMPING,
  /** In use. */
  UP
}
