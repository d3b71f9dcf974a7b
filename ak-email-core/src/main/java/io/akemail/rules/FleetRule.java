package io.akemail.rules;

import io.akemail.spi.Hint;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When many instances together hold a provider down, and what they write about it then. Pure: the
 * same snapshot leads every instance to the same decision.
 */
final class FleetRule {
  /** Members, where it is not known how many: two that are surely right are enough of any. */
  static final int ANY_NUMBER = Integer.MAX_VALUE;

  private static final int QUORUM = 2;

  private FleetRule() {}

  /**
   * Votes of one moment.
   *
   * @param badProvider instances whose breaker tripped by faults that are surely the provider's
   * @param badLocal instances whose breaker tripped by faults that may be their own
   * @param good instances that the provider answered lately
   * @param failedProbes instances whose probe failed by a fault that may be their own
   */
  record Votes(int badProvider, int badLocal, int good, int failedProbes) {
    static final Votes NONE = new Votes(0, 0, 0, 0);

    static Votes of(List<SharedVerdict> verdicts) {
      return new Votes(
          count(verdicts, SharedVerdict.Kind.BAD_PROVIDER),
          count(verdicts, SharedVerdict.Kind.BAD_LOCAL),
          count(verdicts, SharedVerdict.Kind.GOOD),
          count(verdicts, SharedVerdict.Kind.PROBE_FAILED));
    }

    private static int count(List<SharedVerdict> verdicts, SharedVerdict.Kind kind) {
      return (int) verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
    }

    int bad() {
      return badProvider + badLocal;
    }
  }

  /**
   * Whether the votes take the provider out of use for all: there are enough, more than good ones,
   * and, if they may all be the voters' own fault, those of a majority.
   */
  static boolean isDown(Votes votes, int members, boolean ramping, Hint hint) {
    boolean outage = hint == Hint.OUTAGE;
    boolean surely = votes.badProvider() > 0;
    int quorum = outage || (ramping && surely) ? 1 : quorum(members);
    boolean majority = votes.bad() >= members / 2 + 1;
    return votes.bad() >= quorum && votes.bad() > votes.good() && (surely || outage || majority);
  }

  /** Whether so many probes failed at different holders that it is not the holders' own fault. */
  static boolean probesFail(Votes votes, int members) {
    return votes.failedProbes() >= quorum(members);
  }

  private static int quorum(int members) {
    return Math.min(QUORUM, Math.max(1, members));
  }

  /** Whether an instance that reads the record is to treat the provider as ramping. */
  static boolean isRamping(@Nullable SharedHealth record) {
    return record != null && record.phase() == Phase.RAMPING && !record.remaining().isNegative();
  }

  /** The record of an outage, or of another failed attempt to end it. */
  static SharedHealth down(
      @Nullable SharedHealth before,
      StatusReason reason,
      String by,
      HealthRules rules,
      RandomGenerator random) {
    int multiplier = 0;
    if (before != null) {
      boolean calm = before.phase() != Phase.DOWN;
      long decay = calm ? Math.max(0, before.age().toMinutes()) : 0;
      multiplier = (int) Math.max(0, before.multiplier() - decay);
    }
    Duration dead = Durations.doubled(rules.deadPeriod(), multiplier, rules.maxDeadPeriod());
    return next(
        before,
        1,
        Phase.DOWN,
        Durations.equalJitter(dead, random),
        Math.min(DeadPeriods.MAX_MULTIPLIER, multiplier + 1),
        reason,
        by,
        random);
  }

  /** The record of a recovery. */
  static SharedHealth ramping(
      @Nullable SharedHealth before, String by, HealthRules rules, RandomGenerator random) {
    int multiplier = before == null ? 0 : before.multiplier();
    return next(
        before, 1, Phase.RAMPING, rules.ramp(), multiplier, StatusReason.RECOVERING, by, random);
  }

  /** The record of a recovery that is complete. */
  static SharedHealth up(SharedHealth before, String by, RandomGenerator random) {
    return next(
        before, 0, Phase.UP, Duration.ZERO, before.multiplier(), StatusReason.HEALTHY, by, random);
  }

  /** The same outage, seen in another light by its reachability check. */
  static SharedHealth seen(
      SharedHealth before, StatusReason reason, String by, RandomGenerator random) {
    return next(
        before, 0, before.phase(), before.remaining(), before.multiplier(), reason, by, random);
  }

  private static SharedHealth next(
      @Nullable SharedHealth before,
      int step,
      Phase phase,
      Duration remaining,
      int multiplier,
      StatusReason reason,
      String by,
      RandomGenerator random) {
    return new SharedHealth(
        before == null ? Long.toHexString(random.nextLong()) : before.generation(),
        (before == null ? 0 : before.epoch()) + step,
        phase,
        remaining,
        multiplier,
        reason,
        by,
        Duration.ZERO);
  }
}
