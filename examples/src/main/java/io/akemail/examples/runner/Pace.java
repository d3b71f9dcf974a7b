package io.akemail.examples.runner;

import io.akemail.FailoverSettings;
import java.time.Duration;

/**
 * How fast the script runs, and the settings that fit it.
 *
 * @param factor 1 for the whole length, down to 0 for the shortest script that still shows all
 */
record Pace(double factor) {
  private static final double WHOLE = Script.at(new Pace(1)).seconds();
  private static final Duration REAL_ATTEMPT = Duration.ofSeconds(10);

  /** The pace at which the script lasts about so long. */
  static Pace lasting(double seconds) {
    return new Pace(Math.max(0, Math.min(1, seconds / WHOLE)));
  }

  /** A length between the least that still shows something and the whole. */
  Duration between(double least, double whole) {
    return Duration.ofMillis(Math.round(1000 * Math.max(least, whole * factor)));
  }

  /** How long SendGrid gives no answer: longer than an attempt may take. */
  Duration noAnswer() {
    return between(1.7, 10.8);
  }

  /** The real 10 seconds, unless the script is made too short for them. */
  Duration attemptTimeout() {
    Duration fitting = noAnswer().minusMillis(500);
    return fitting.compareTo(REAL_ATTEMPT) < 0 ? fitting : REAL_ATTEMPT;
  }

  /** The reset time that SendGrid tells with 429; told in whole seconds. */
  Duration limit() {
    return Duration.ofSeconds(Math.max(1, Math.round(3 * factor)));
  }

  Duration ramp() {
    return between(0.4, 1.5);
  }

  Duration credentialRetry() {
    return between(0.4, 1);
  }

  FailoverSettings settings() {
    return FailoverSettings.builder()
        .attemptTimeout(attemptTimeout())
        .ramp(ramp())
        .credentialRetry(credentialRetry())
        .build();
  }

  /** Which of the settings are not those of everyday use. */
  String note() {
    String attempt =
        attemptTimeout().equals(REAL_ATTEMPT)
            ? "All other settings are the defaults, the attempt time-out of 10 s too."
            : "The attempt time-out is shortened too, from 10 s to "
                + Texts.seconds(attemptTimeout().toNanos())
                + ", to fit this short run.";
    return "Shortened for the show: the rise after healing lasts "
        + Texts.seconds(ramp().toNanos())
        + " (default 30 s), a refused key is tried again after "
        + Texts.seconds(credentialRetry().toNanos())
        + " (default 15 min). "
        + attempt;
  }
}
