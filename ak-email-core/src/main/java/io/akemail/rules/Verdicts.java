package io.akemail.rules;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The independent verdicts on one provider (operator, credential, limit, health) and what follows
 * from them together.
 *
 * <p>Pure: it changes by events only, and each event brings the time in monotonic nanoseconds. Not
 * thread-safe: its owner guards it. Each event touches only the verdicts it speaks of; after it,
 * {@link #standing} tells where things are.
 */
public final class Verdicts {
  private final HealthRules rules;
  private final LimitVerdict limit;
  private final CredentialVerdict credential;
  private final Health health;
  private OperatorVerdict operator = OperatorVerdict.NONE;
  private long operatorUntil = Standing.NO_TIMER;

  /**
   * A provider that is up.
   *
   * @param hasCheck whether the provider declares a reachability check
   * @param random draws the jitter of dead periods
   */
  public Verdicts(HealthRules rules, boolean hasCheck, RandomGenerator random) {
    this.rules = rules;
    this.limit = new LimitVerdict(rules);
    this.credential = new CredentialVerdict(rules);
    this.health = new Health(rules, hasCheck, random);
  }

  /**
   * An attempt ended with an outcome.
   *
   * @param role why the provider was chosen
   * @param epoch the epoch in which the attempt began; from an older one it says nothing of health
   * @param began when it began
   * @param recent the breaker's window, this attempt included
   */
  public void attemptEnded(
      Outcome outcome, Role role, long epoch, long began, Counts recent, long now) {
    switch (outcome.kind()) {
      case ACCEPTED -> {
        credential.accepted(began);
        limit.accepted();
        health.answered(role, epoch, true, now);
      }
      case REJECTED -> health.answered(role, epoch, true, now);
      case OVER_LIMIT -> {
        limit.hit((Outcome.OverLimit) outcome, now);
        health.answered(role, epoch, false, now);
      }
      case MISCONFIGURED -> {
        boolean account = ((Outcome.Misconfigured) outcome).scope() == Outcome.Scope.ACCOUNT;
        if (account) {
          credential.refuse(now);
        }
        health.answered(role, epoch, !account, now);
      }
      case UNSUPPORTED -> attemptWithdrawn(role, epoch, now);
      case UNAVAILABLE ->
          health.fault(((Outcome.Unavailable) outcome).origin(), role, epoch, recent, now);
      case AMBIGUOUS ->
          health.fault(((Outcome.Ambiguous) outcome).origin(), role, epoch, recent, now);
    }
  }

  /** An attempt ended without telling anything: it was not made, or its caller went away. */
  public void attemptWithdrawn(Role role, long epoch, long now) {
    if (role == Role.PROBE) {
      health.probeWithdrawn(epoch);
    }
    if (role == Role.PROBE || role == Role.TRIAL) {
      credential.returnTrial(now);
    }
  }

  /** Calls in flight are older than they should be, and nothing was answered since. */
  public void callsGetNoAnswer() {
    health.callsGetNoAnswer();
  }

  /**
   * A call was answered after all. Told beside the answer itself: that may have been no event, if
   * the provider was calm when it came.
   */
  public void callsGetAnswers() {
    health.callsGetAnswers();
  }

  /** No call is in flight any more. */
  public void lastCallEnded(long now) {
    health.lastCallEnded(now);
  }

  /** The reachability check was answered. */
  public void reachable(long now) {
    health.reachable(now);
  }

  /** The reachability check failed: counts as one fault. */
  public void unreachable(long now) {
    health.unreachable(now);
  }

  /** Whether the reachability check is to be made from time to time. */
  public boolean wantsCheck() {
    return operator != OperatorVerdict.DISABLED && health.wantsCheck();
  }

  /**
   * What other senders and operators say now, all of it: what is not said any more has ended, but
   * for a limit, which ends by its time only.
   *
   * @param verdicts those on this provider and this credential
   */
  public void heard(List<SharedVerdict> verdicts, long now) {
    OperatorVerdict said = OperatorVerdict.NONE;
    long saidUntil = Standing.NO_TIMER;
    boolean refused = false;
    for (SharedVerdict verdict : verdicts) {
      Duration left = verdict.timer().orElse(rules.maxQuota());
      long until = now + Durations.clamp(left, Duration.ZERO, rules.maxQuota()).toNanos();
      switch (verdict.kind()) {
        case OVER_LIMIT -> limit.lastsUntil(until);
        case MISCONFIGURED -> {
          refused = true;
          credential.heardRefused(now, until);
        }
        case DISABLED, DRAINING, FORCED_UP -> {
          said = OperatorVerdict.valueOf(verdict.kind().name());
          saidUntil = verdict.timer().isPresent() ? until : Standing.NO_TIMER;
        }
        case BAD_PROVIDER, BAD_LOCAL, GOOD, PROBE_FAILED, HINT_OK, HINT_DEGRADED, HINT_OUTAGE -> {}
      }
    }
    if (!refused) {
      credential.heardNothing();
    }
    operatorSays(said, saidUntil);
  }

  /** Until when a limit holds, or {@link Standing#NO_TIMER}. */
  public long limitUntil() {
    return limit.isOver() ? limit.until() : Standing.NO_TIMER;
  }

  /**
   * When a refused credential is tried again, or {@link Standing#NO_TIMER} if it is not refused.
   */
  public long refusedUntil() {
    return credential.isRefused() ? credential.retryAt() : Standing.NO_TIMER;
  }

  /** Time has passed. */
  public void tick(long now) {
    limit.tick(now);
    health.tick(now);
    if (operatorUntil != Standing.NO_TIMER && now - operatorUntil >= 0) {
      operatorSays(OperatorVerdict.NONE, Standing.NO_TIMER);
    }
  }

  /**
   * An operator decided.
   *
   * @param until when it ends by itself, or {@link Standing#NO_TIMER}
   */
  public void operatorSays(OperatorVerdict verdict, long until) {
    operator = verdict;
    operatorUntil = until;
  }

  /**
   * Takes what the provider offers: the right to make its one probe or trial.
   *
   * @return the role of the attempt, or NORMAL if there is nothing to take any more
   */
  public Role takeOffer(long now) {
    Offer offer = offer(now);
    if (credential.isTrialDue(now) && offer != Offer.NONE) {
      credential.takeTrial(now);
    }
    if (offer == Offer.PROBE) {
      health.takeProbe(now);
    }
    return switch (offer) {
      case PROBE -> Role.PROBE;
      case TRIAL -> Role.TRIAL;
      case NONE -> Role.NORMAL;
    };
  }

  private Offer offer(long now) {
    boolean barred =
        operator == OperatorVerdict.DISABLED
            || operator == OperatorVerdict.DRAINING
            || limit.isOver()
            || (credential.isRefused() && !credential.isTrialDue(now));
    if (barred) {
      return Offer.NONE;
    }
    boolean forced = operator == OperatorVerdict.FORCED_UP;
    return switch (health.phase()) {
      case PROBE_READY -> forced ? trial() : Offer.PROBE;
      case UP, RAMPING -> trial();
      case DOWN, PROBING -> forced ? trial() : Offer.NONE;
    };
  }

  private Offer trial() {
    return credential.isRefused() ? Offer.TRIAL : Offer.NONE;
  }

  /** Where things are now. */
  public Standing standing(long now) {
    ProviderState state = state();
    return new Standing(
        state,
        reason(state),
        health.epoch(),
        offer(now),
        health.rampFrom(),
        until(state),
        calm(),
        watched(now));
  }

  private boolean watched(long now) {
    return health.isWatched(now)
        || limit.isOver()
        || credential.isRefused()
        || operatorUntil != Standing.NO_TIMER;
  }

  private boolean calm() {
    return health.isCalm()
        && limit.isCalm()
        && !credential.isRefused()
        && operatorUntil == Standing.NO_TIMER;
  }

  private ProviderState state() {
    if (operator == OperatorVerdict.DISABLED) {
      return ProviderState.DISABLED;
    }
    if (operator == OperatorVerdict.DRAINING) {
      return ProviderState.DRAINING;
    }
    if (credential.isRefused()) {
      return ProviderState.MISCONFIGURED;
    }
    if (limit.isOver()) {
      return ProviderState.OVER_LIMIT;
    }
    if (operator == OperatorVerdict.FORCED_UP) {
      return ProviderState.UP;
    }
    return switch (health.phase()) {
      case DOWN, PROBE_READY -> ProviderState.DOWN;
      case PROBING -> ProviderState.PROBING;
      case RAMPING -> health.isSuspect() ? ProviderState.SUSPECT : ProviderState.RAMPING;
      case UP -> health.isSuspect() ? ProviderState.SUSPECT : ProviderState.UP;
    };
  }

  private StatusReason reason(ProviderState state) {
    return switch (state) {
      case DISABLED, DRAINING -> StatusReason.OPERATOR;
      case MISCONFIGURED -> StatusReason.CREDENTIAL;
      case OVER_LIMIT -> StatusReason.LIMIT;
      case UP ->
          operator == OperatorVerdict.FORCED_UP ? StatusReason.OPERATOR : StatusReason.HEALTHY;
      case DOWN, PROBING, SUSPECT, RAMPING -> health.reason();
    };
  }

  private long until(ProviderState state) {
    return switch (state) {
      case DISABLED, DRAINING, UP -> operatorUntil;
      case MISCONFIGURED -> credential.retryAt();
      case OVER_LIMIT -> limit.until();
      case DOWN, PROBING -> health.phaseUntil();
      case RAMPING -> health.rampFrom() + rules.ramp().toNanos();
      case SUSPECT -> Standing.NO_TIMER;
    };
  }
}
