package io.akemail.spi;

/**
 * What a provider says of its own sending in public, mostly on its status page. Such pages are kept
 * by people, late and coarse: a hint orders, hastens and delays, and never decides alone that a
 * provider is down or up.
 */
public enum Hint {
  /** Sending works. */
  OK,
  /** Sending is impaired, or under maintenance. */
  DEGRADED,
  /** Sending is out. */
  OUTAGE,
  /** Nothing is known: never asked, unanswered, unreadable or too old. */
  UNKNOWN
}
