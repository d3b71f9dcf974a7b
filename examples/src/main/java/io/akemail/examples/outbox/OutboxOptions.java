package io.akemail.examples.outbox;

import java.nio.file.Path;

/**
 * How the play is given.
 *
 * @param mails how many the application takes
 * @param pace 1 for the whole length, less for a shorter one
 * @param report where the page goes
 */
public record OutboxOptions(int mails, double pace, Path report) {
  private static final double ACCEPTS_PER_SECOND = 40;
  private static final double FIRST = 4;
  private static final double TOP = 50;

  /** Mails a second that the application takes. */
  int acceptRate() {
    return (int) Math.round(ACCEPTS_PER_SECOND / pace);
  }

  /** Mails a second that the outbox sends at first after an outage. */
  double firstRate() {
    return FIRST / pace;
  }

  /** And at the most. */
  double topRate() {
    return TOP / pace;
  }
}
