package io.akemail.rules;

import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a rate or quota is used up, and until when. Ends by its time only: late answers of
 * earlier attempts do not end it. Not thread-safe.
 */
final class LimitVerdict {
  private final HealthRules rules;
  private boolean over;
  private long until;
  private int untoldInARow;

  LimitVerdict(HealthRules rules) {
    this.rules = rules;
  }

  boolean isOver() {
    return over;
  }

  long until() {
    return until;
  }

  /** Whether nothing of an earlier limit is left that an acceptance would end. */
  boolean isCalm() {
    return !over && untoldInARow == 0;
  }

  void hit(Outcome.OverLimit outcome, long now) {
    Duration pause = pause(outcome);
    lastsUntil(now + pause.toNanos());
  }

  /** It lasts at least until then. */
  void lastsUntil(long end) {
    if (!over || end - until > 0) {
      until = end;
    }
    over = true;
  }

  private Duration pause(Outcome.OverLimit outcome) {
    Optional<Duration> told = outcome.toldPause();
    if (told.isPresent()) {
      untoldInARow = 0;
      Duration most = outcome.limit() == Outcome.Limit.QUOTA ? rules.maxQuota() : rules.maxLimit();
      return Durations.clamp(told.get(), rules.minLimit(), most);
    }
    if (over) {
      return rules.untoldLimit(); // an answer to an attempt that began before the verdict
    }
    Duration pause = Durations.doubled(rules.untoldLimit(), untoldInARow, rules.maxUntoldLimit());
    untoldInARow++;
    return pause;
  }

  void accepted() {
    if (!over) {
      untoldInARow = 0;
    }
  }

  void tick(long now) {
    if (over && now - until >= 0) {
      over = false;
    }
  }
}
