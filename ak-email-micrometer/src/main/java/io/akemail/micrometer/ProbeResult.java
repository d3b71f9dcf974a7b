package io.akemail.micrometer;

import io.akemail.spi.Outcome;

/** What a probe found. */
enum ProbeResult {
  /** The provider works again. */
  PASSED,
  /** It answers, but lets us send nothing: a limit, a refused credential. */
  REFUSED,
  /** It does not work yet. */
  FAILED,
  /** It was not asked, since it cannot carry that message. */
  SKIPPED;

  static ProbeResult of(Outcome.Kind outcome) {
    return switch (outcome) {
      case ACCEPTED, REJECTED -> PASSED;
      case MISCONFIGURED, OVER_LIMIT -> REFUSED;
      case UNAVAILABLE, AMBIGUOUS -> FAILED;
      case UNSUPPORTED -> SKIPPED;
    };
  }
}
