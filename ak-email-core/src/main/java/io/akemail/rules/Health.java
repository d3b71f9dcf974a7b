package io.akemail.rules;

import io.akemail.spi.Origin;
import io.akemail.status.StatusReason;
import java.util.random.RandomGenerator;

/**
 * The state machine of one provider's health: breaker, dead period, probe, ramp and suspicion.
 *
 * <p>Pure: it changes by events only, and each event brings the time in monotonic nanoseconds. Not
 * thread-safe: its owner guards it.
 *
 * <pre>
 *          breaker trips              reachable, or dead period over
 *   UP ------------------> DOWN ------------------------------------> PROBE_READY
 *    ^                     ^  ^----- fault ----+  ^-- check fails --------+ |
 *    | 30 s, 3 successes   |                   |                            | a message is there
 *    |                     | two faults        |                            v
 *   RAMPING ---------------+                   +------------------------ PROBING
 *      ^------------------- any sensible answer ----------------------------+
 * </pre>
 */
final class Health {
  private static final int RAMP_FAULTS_TO_TRIP = 2;
  private static final long SUSPECT_NANOS = 1_000_000_000L;

  enum Phase {
    UP,
    DOWN,
    PROBE_READY,
    PROBING,
    RAMPING;

    boolean isOut() {
      return this == DOWN || this == PROBE_READY || this == PROBING;
    }
  }

  private final HealthRules rules;
  private final boolean hasCheck;
  private final RandomGenerator random;
  private final DeadPeriods deadPeriods;

  private Phase phase = Phase.UP;
  private StatusReason reason = StatusReason.HEALTHY;
  private long epoch;
  private long phaseUntil;
  private long rampFrom;
  private boolean probeFailed;
  private boolean checkFailed;
  private int consecutiveFaults;
  private int rampSuccesses;
  private int rampFaults;
  private boolean suspectByFault;
  private boolean suspectByAge;
  private long suspectUntil;
  private boolean shared;
  private boolean alone = true;
  private Origin lastOrigin = Origin.LOCAL;
  private Turn turn = Turn.NONE;

  Health(HealthRules rules, boolean hasCheck, RandomGenerator random) {
    this.rules = rules;
    this.hasCheck = hasCheck;
    this.random = random;
    this.deadPeriods = new DeadPeriods(rules, random);
  }

  Phase phase() {
    return phase;
  }

  long epoch() {
    return epoch;
  }

  long phaseUntil() {
    return phaseUntil;
  }

  long rampFrom() {
    return rampFrom;
  }

  /** Whether the outage, or the recovery from it, is one of all instances and not of this one. */
  boolean isShared() {
    return shared;
  }

  /** Whether this instance asks nobody before it tries. */
  boolean isAlone() {
    return alone;
  }

  /** The origin of the last fault. */
  Origin lastOrigin() {
    return lastOrigin;
  }

  boolean hasProbeFailed() {
    return probeFailed;
  }

  /** What happened here since this was asked last. */
  Turn takeTurn() {
    Turn taken = turn;
    turn = Turn.NONE;
    return taken;
  }

  boolean isSuspect() {
    return suspectByFault || suspectByAge;
  }

  StatusReason reason() {
    if (isSuspect()) {
      return suspectByAge ? StatusReason.NO_ANSWER : StatusReason.FAULTS;
    }
    return reason;
  }

  /** Whether a success would change nothing. */
  boolean isCalm() {
    return phase == Phase.UP && consecutiveFaults == 0 && !isSuspect();
  }

  /** Whether a timer runs, or checks are made: an idle sender has to look at the provider. */
  boolean isWatched(long now) {
    return isSuspect()
        || wantsCheck()
        || phase == Phase.DOWN
        || phase == Phase.PROBING
        || (phase == Phase.RAMPING && now - rampFrom < rules.ramp().toNanos());
  }

  /**
   * The provider answered in a way that is no fault.
   *
   * @param sensible whether it dealt with the message itself, not with a limit or our credential
   */
  void answered(Role role, long attemptEpoch, boolean sensible, long now) {
    if (attemptEpoch != epoch) {
      return;
    }
    suspectByFault = false;
    suspectByAge = false;
    consecutiveFaults = sensible ? 0 : consecutiveFaults;
    switch (phase) {
      case UP -> {}
      case RAMPING -> {
        rampFaults = 0;
        rampSuccesses += sensible ? 1 : 0;
        endRamp(now);
      }
      case PROBING -> {
        if (sensible || role == Role.PROBE) {
          recover(now);
        }
      }
      case DOWN, PROBE_READY -> {
        if (sensible) {
          recover(now); // a last resort that worked tells as much as a probe
        }
      }
    }
  }

  private void recover(long now) {
    phase = Phase.RAMPING;
    reason = StatusReason.RECOVERING;
    epoch++;
    rampFrom = now;
    rampSuccesses = 0;
    rampFaults = 0;
    consecutiveFaults = 0;
    probeFailed = false;
    checkFailed = false;
    lastOrigin = Origin.LOCAL;
    turn = Turn.RECOVERED;
  }

  void fault(Origin origin, Role role, long attemptEpoch, Counts recent, long now) {
    if (attemptEpoch != epoch) {
      return;
    }
    lastOrigin = origin;
    switch (phase) {
      case UP, RAMPING -> {
        suspectByFault = true;
        suspectUntil = now + SUSPECT_NANOS;
        consecutiveFaults++;
        rampFaults += origin == Origin.PROVIDER ? 1 : 0;
        boolean rampEnds = phase == Phase.RAMPING && rampFaults >= RAMP_FAULTS_TO_TRIP;
        boolean mostlyFaults = recent.mostlyFaults(rules.minAttempts());
        if (rampEnds || mostlyFaults || consecutiveFaults >= rules.faultsToTrip()) {
          trip(StatusReason.FAULTS, now);
        }
      }
      case PROBING -> {
        if (role == Role.PROBE && shared && !alone && origin == Origin.LOCAL) {
          phase = Phase.PROBE_READY; // perhaps it is only us: let another try
          turn = Turn.PROBE_FAILED_HERE;
        } else if (role == Role.PROBE) {
          probeFailed = true;
          trip(StatusReason.PROBE_FAILED, now);
          turn = Turn.PROBE_FAILED;
        }
      }
      case DOWN, PROBE_READY -> {}
    }
  }

  private void trip(StatusReason why, long now) {
    shared &= phase == Phase.PROBING; // another outage is at first this instance's own
    goDown(why, now + deadPeriods.next(now).toNanos());
    turn = Turn.TRIPPED;
  }

  private void goDown(StatusReason why, long until) {
    phase = Phase.DOWN;
    reason = why;
    epoch++;
    phaseUntil = until;
    consecutiveFaults = 0;
    rampFaults = 0;
    suspectByFault = false;
    suspectByAge = false;
  }

  /** Gives a probe back that was not made, or told nothing. */
  void probeWithdrawn(long attemptEpoch) {
    if (phase == Phase.PROBING && attemptEpoch == epoch) {
      phase = Phase.PROBE_READY;
    }
  }

  void callsGetNoAnswer() {
    suspectByAge |= phase == Phase.UP || phase == Phase.RAMPING;
  }

  void callsGetAnswers() {
    suspectByAge = false;
  }

  void lastCallEnded(long now) {
    if (suspectByAge) {
      trip(StatusReason.NO_ANSWER, now);
    }
  }

  /**
   * A check that failed in this outage and is answered now means that the host has healed. One that
   * was answered all the time tells nothing of the send path: then the dead period is waited for.
   */
  void reachable(long now) {
    boolean healed = checkFailed && !probeFailed;
    suspectByFault = false;
    if (phase == Phase.DOWN && (healed || now - phaseUntil >= 0)) {
      phase = Phase.PROBE_READY;
    } else if (phase == Phase.UP || phase == Phase.RAMPING) {
      checkFailed = false;
    }
  }

  void unreachable(long now) {
    checkFailed = true;
    lastOrigin = phase.isOut() ? lastOrigin : Origin.LOCAL;
    if (phase == Phase.PROBE_READY) {
      phase = Phase.DOWN;
      reason = StatusReason.UNREACHABLE;
    } else if (phase == Phase.UP || phase == Phase.RAMPING) {
      suspectByFault = true;
      consecutiveFaults++;
      if (consecutiveFaults >= rules.faultsToTrip()) {
        trip(StatusReason.UNREACHABLE, now);
      }
    }
  }

  boolean wantsCheck() {
    return hasCheck
        && switch (phase) {
          case UP, RAMPING -> isSuspect();
          case DOWN, PROBE_READY -> true;
          case PROBING -> false;
        };
  }

  /** The probe is under way; it counts until then. */
  void takeProbe(long until) {
    phase = Phase.PROBING;
    phaseUntil = until;
  }

  void tick(long now) {
    suspectByFault &= hasCheck || now - suspectUntil < 0; // else nothing would ever end it
    boolean over = now - phaseUntil >= 0;
    switch (phase) {
      case UP, PROBE_READY -> {}
      case DOWN -> phase = !hasCheck && over ? Phase.PROBE_READY : phase;
      case PROBING -> phase = over ? Phase.PROBE_READY : phase;
      case RAMPING -> endRamp(now);
    }
  }

  private void endRamp(long now) {
    boolean longEnough = now - rampFrom >= rules.ramp().toNanos();
    if (longEnough && rampSuccesses >= rules.rampSuccesses()) {
      beUp();
      turn = Turn.UP_AGAIN;
    }
  }

  private void beUp() {
    phase = Phase.UP;
    reason = StatusReason.HEALTHY;
  }

  /** All instances hold the provider down, in an epoch that is new to this one. */
  void fleetDown(StatusReason why, long until) {
    boolean failedHere = !shared && phase.isOut() && checkFailed;
    shared = true;
    probeFailed = why == StatusReason.PROBE_FAILED;
    checkFailed = failedHere || why == StatusReason.UNREACHABLE;
    goDown(why, until);
    fleetChecked(why);
  }

  /** What whoever makes the reachability check for all found, in the epoch that is known. */
  void fleetChecked(StatusReason found) {
    if (!shared || !phase.isOut()) {
      return;
    }
    checkFailed |= found == StatusReason.UNREACHABLE;
    if (found == StatusReason.REACHABLE && phase == Phase.DOWN) {
      phase = Phase.PROBE_READY;
    } else if (found != StatusReason.REACHABLE && phase == Phase.PROBE_READY && hasCheck) {
      phase = Phase.DOWN;
    }
    reason = phase == Phase.PROBING ? reason : found;
  }

  /** The provider answers again, as all instances have it. */
  void fleetRamping(long from, long now) {
    boolean outHere = phase.isOut() && !shared; // this instance's own outage stands
    if (!outHere && phase != Phase.RAMPING) {
      recover(now);
      turn = Turn.NONE;
      shared = true;
    }
    rampFrom = outHere ? rampFrom : from;
  }

  /** The provider is up, as all instances have it. */
  void fleetUp(long now) {
    if (shared && phase == Phase.RAMPING) {
      beUp();
      shared = false;
    } else if (shared && phase.isOut()) {
      recover(now); // the recovery was missed
      turn = Turn.NONE;
    }
  }

  /** The others can be talked to. */
  void fleetFound() {
    alone = false;
  }

  /**
   * There is no talking to the others any more: each tries by itself from now on, spread out over
   * one dead period.
   */
  void fleetLost(long now) {
    alone = true;
    if (shared && (phase == Phase.DOWN || phase == Phase.PROBE_READY)) {
      long spread = (long) (random.nextDouble() * rules.deadPeriod().toNanos());
      boolean over = phase == Phase.PROBE_READY || now - phaseUntil >= 0;
      phaseUntil = (over ? now : phaseUntil) + spread;
      phase = Phase.DOWN;
    }
  }

  /** The provider says that it is well again: it need not be waited for long. */
  void hasten(long now) {
    long soon = now + Durations.equalJitter(rules.deadPeriod(), random).toNanos();
    if (phase == Phase.DOWN && soon - phaseUntil < 0) {
      phaseUntil = soon;
    }
  }
}
