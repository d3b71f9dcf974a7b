package io.akemail.rules;

import io.akemail.spi.Hint;
import io.akemail.status.SharedVerdict;
import java.time.Duration;
import java.util.List;

/**
 * What others, operators and a provider itself say of the provider at one moment, as far as it
 * concerns one credential.
 *
 * @param limitUntil until when a limit holds; {@link Standing#NO_TIMER} for none
 * @param refusedUntil until when the credential is held to be refused; NO_TIMER for not at all
 * @param operator the operator's word
 * @param operatorUntil until when; NO_TIMER if it does not end by itself
 * @param hint the provider's public word
 * @param hintUntil until when
 */
record Words(
    long limitUntil,
    long refusedUntil,
    OperatorVerdict operator,
    long operatorUntil,
    Hint hint,
    long hintUntil) {

  static Words of(List<SharedVerdict> verdicts, String fingerprint, HealthRules rules, long now) {
    long limitUntil = Standing.NO_TIMER;
    long refusedUntil = Standing.NO_TIMER;
    OperatorVerdict operator = OperatorVerdict.NONE;
    long operatorUntil = Standing.NO_TIMER;
    Hint hint = Hint.UNKNOWN;
    long hintUntil = now;
    for (SharedVerdict verdict : verdicts) {
      Duration left = verdict.timer().orElse(rules.maxQuota());
      long until = now + Durations.clamp(left, Duration.ZERO, rules.maxQuota()).toNanos();
      boolean concernsUs = verdict.key().equals(fingerprint);
      switch (verdict.kind()) {
        case OVER_LIMIT -> limitUntil = concernsUs ? until : limitUntil;
        case MISCONFIGURED -> refusedUntil = concernsUs ? until : refusedUntil;
        case DISABLED, DRAINING, FORCED_UP -> {
          operator = OperatorVerdict.valueOf(verdict.kind().name());
          operatorUntil = verdict.timer().isPresent() ? until : Standing.NO_TIMER;
        }
        case HINT_OK, HINT_DEGRADED, HINT_OUTAGE -> {
          hint = hint(verdict.kind());
          hintUntil = until;
        }
        case BAD_PROVIDER, BAD_LOCAL, GOOD, PROBE_FAILED -> {}
      }
    }
    return new Words(limitUntil, refusedUntil, operator, operatorUntil, hint, hintUntil);
  }

  private static Hint hint(SharedVerdict.Kind kind) {
    return switch (kind) {
      case HINT_OK -> Hint.OK;
      case HINT_DEGRADED -> Hint.DEGRADED;
      case HINT_OUTAGE -> Hint.OUTAGE;
      default -> Hint.UNKNOWN;
    };
  }
}
