package io.akemail.message;

/** Whether the provider shall watch what a recipient does with a mail (opens it, follows links). */
public enum Tracking {
  /** What the account at the provider says: nothing is sent about it. */
  PROVIDER_DEFAULT,
  /** The provider is told to track. */
  ON,
  /** The provider is told not to track. */
  OFF
}
