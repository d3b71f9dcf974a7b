package io.akemail.examples.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the play is given.
 *
 * @param pace 1 for the whole length, less for a shorter one
 * @param perSecond mails a second from each instance
 * @param report where the page goes
 * @param plain lines instead of a picture, in a terminal too
 * @param redis the URI of a Redis that is not to be killed; if empty, one is started
 */
public record FleetOptions(
    double pace, int perSecond, Path report, boolean plain, Optional<String> redis) {

  /** How long the share of mail rises after a recovery. */
  Duration ramp() {
    return Duration.ofMillis(Math.round(Math.max(600, 2000 * pace)));
  }
}
