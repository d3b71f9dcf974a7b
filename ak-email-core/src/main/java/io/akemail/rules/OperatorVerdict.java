package io.akemail.rules;

/** What an operator decided about a provider. */
public enum OperatorVerdict {
  /** Nothing: the other verdicts decide. */
  NONE,
  /** Not to be used. */
  DISABLED,
  /** No new calls. */
  DRAINING,
  /** To be used whatever its health, but not against a limit or a refused credential. */
  FORCED_UP
}
