package io.akemail.examples.outbox;

/**
 * Something that happened once.
 *
 * @param at in nanoseconds since the play began
 * @param kind of what kind
 * @param text what, for people
 */
record Moment(long at, Kind kind, String text) {

  /** What can happen. */
  enum Kind {
    /** The application runs. */
    STARTED,
    /** It was killed. */
    KILLED,
    /** Both providers refuse connections. */
    DOWN,
    /** Both work again. */
    BACK,
    /** Nothing waits any more. */
    DRAINED,
    /** A message in Slack. */
    SLACK
  }
}
