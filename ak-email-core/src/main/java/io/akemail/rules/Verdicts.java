package io.akemail.rules;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Hint;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.FleetStatus;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusReason;
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
  private final Fleet fleet;
  private final HintVerdict hint = new HintVerdict();
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
    this.fleet = new Fleet(health, rules, random);
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
      case UNAVAILABLE -> fault(((Outcome.Unavailable) outcome).origin(), role, epoch, recent, now);
      case AMBIGUOUS -> fault(((Outcome.Ambiguous) outcome).origin(), role, epoch, recent, now);
    }
    endProbe(role);
    fleet.turned(health.takeTurn(), now);
  }

  /** Also if the provider was found to answer before its probe was: there is one at a time. */
  private void endProbe(Role role) {
    if (role == Role.PROBE) {
      fleet.leases().endProbe();
    }
  }

  private void fault(Origin origin, Role role, long epoch, Counts recent, long now) {
    fleet.faulted(origin, now);
    health.fault(origin, role, epoch, recent, now);
  }

  /** An attempt ended without telling anything: it was not made, or its caller went away. */
  public void attemptWithdrawn(Role role, long epoch, long now) {
    endProbe(role);
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
    fleet.turned(health.takeTurn(), now);
  }

  /** The reachability check was answered. */
  public void reachable(long now) {
    health.reachable(now);
    fleet.checked(true, now);
  }

  /** The reachability check failed: counts as one fault. */
  public void unreachable(long now) {
    fleet.faulted(Origin.LOCAL, now);
    health.unreachable(now);
    fleet.turned(health.takeTurn(), now);
    fleet.checked(false, now);
  }

  /**
   * Whether this instance is to make the reachability check from time to time: in an outage of all
   * instances, one of them does.
   */
  public boolean wantsCheck(long now) {
    boolean others = health.isShared() && health.phase().isOut() && !health.isAlone();
    return checkMatters() && (!others || fleet.leases().mayCheck(now));
  }

  private boolean checkMatters() {
    return operator != OperatorVerdict.DISABLED && health.wantsCheck();
  }

  /** From now on this instance shares what it knows, under this name. */
  public void join(String instance) {
    fleet.join(instance);
  }

  /**
   * What all instances together hold of the provider's health now.
   *
   * @param census how many instances are alive
   */
  public void heardOfHealth(SharedStatus status, Census census, long now) {
    fleet.heard(status.record(), FleetRule.Votes.of(status.verdicts()), census, now);
  }

  /**
   * What others, operators and the provider itself say now, all of it: what is not said any more
   * has ended, but for a limit, which ends by its time only.
   *
   * @param fingerprint that of the credential in use; what is said of others does not concern it
   */
  public void heardWords(List<SharedVerdict> verdicts, String fingerprint, long now) {
    Words words = Words.of(verdicts, fingerprint, rules, now);
    if (words.limitUntil() != Standing.NO_TIMER) {
      limit.lastsUntil(words.limitUntil());
    }
    if (words.refusedUntil() == Standing.NO_TIMER) {
      credential.heardNothing();
    } else {
      credential.heardRefused(now, words.refusedUntil());
    }
    operatorSays(words.operator(), words.operatorUntil());
    hinted(words.hint(), words.hintUntil(), now);
  }

  /** The provider said how its sending fares; that holds until then. */
  public void hinted(Hint says, long until, long now) {
    if (hint.says(says, until)) {
      health.hasten(now);
    }
  }

  /** What is known of the others. */
  public FleetStatus fleetStatus() {
    return fleet.status(hint.hint());
  }

  /** The store does not answer: everything goes on as it stands, each instance by itself. */
  public void storeLost(long now) {
    fleet.lost(now);
  }

  /** The store shall be told again what it may have forgotten. */
  public void heartbeat() {
    fleet.heartbeat();
  }

  /** A message is there that would try the provider, if this instance may. */
  public void messageWaits(long now) {
    fleet.leases().ask(now);
  }

  /** Whether something failed here in the last 30 s by what may be our own fault. */
  public boolean hadLocalFaultLately(long now) {
    return fleet.hadLocalFaultLately(now);
  }

  /**
   * What the shared store is to do for this instance now.
   *
   * @param selfSuspect whether several providers fail here at once by what may be our own fault
   * @param answeredAt when the provider last answered here
   */
  public List<Wish> wishes(boolean selfSuspect, long answeredAt, long now) {
    return fleet.wishes(selfSuspect, answeredAt, hint.hint(), checkMatters(), now);
  }

  /**
   * How it went with a wish.
   *
   * @param success whether the store did it
   * @param from when it was asked
   */
  public void done(Wish wish, boolean success, long from) {
    fleet.done(wish, success, from);
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
    hint.tick(now);
    health.tick(now);
    fleet.turned(health.takeTurn(), now);
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
    boolean taken = offer == Offer.PROBE || offer == Offer.TRIAL;
    if (taken && credential.isTrialDue(now)) {
      credential.takeTrial(now);
    }
    if (offer == Offer.PROBE) {
      boolean alone = health.isAlone();
      health.takeProbe(alone ? now + rules.probeLease().toNanos() : fleet.leases().takeProbe());
    }
    return switch (offer) {
      case PROBE -> Role.PROBE;
      case TRIAL -> Role.TRIAL;
      case NONE, LEASE -> Role.NORMAL;
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
      case PROBE_READY -> forced ? trial() : probe(now);
      case UP, RAMPING -> trial();
      case DOWN, PROBING -> forced ? trial() : Offer.NONE;
    };
  }

  private Offer probe(long now) {
    if (health.isAlone() || fleet.leases().mayProbe(now)) {
      return Offer.PROBE;
    }
    return fleet.leases().isBanned(now, fleet.members()) ? Offer.NONE : Offer.LEASE;
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
        watched(now),
        hint.hint() == Hint.OUTAGE && operator != OperatorVerdict.FORCED_UP);
  }

  private boolean watched(long now) {
    return health.isWatched(now)
        || hint.hint() == Hint.OUTAGE
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
