package io.akemail.rules;

import io.akemail.spi.Origin;
import io.akemail.status.StatusReason;
import java.time.Duration;
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
  private static final int MAX_MULTIPLIER = 8;
  private static final int RAMP_FAULTS_TO_TRIP = 2;
  private static final long DECAY_NANOS = Duration.ofMinutes(1).toNanos();

  enum Phase {
    UP,
    DOWN,
    PROBE_READY,
    PROBING,
    RAMPING
  }

  private final HealthRules rules;
  private final boolean hasCheck;
  private final RandomGenerator random;

  private Phase phase = Phase.UP;
  private StatusReason reason = StatusReason.HEALTHY;
  private long epoch;
  private long phaseUntil;
  private long rampFrom;
  private int multiplier;
  private long trippedAt;
  private boolean probeFailed;
  private boolean checkFailed;
  private int consecutiveFaults;
  private int rampSuccesses;
  private int rampFaults;
  private boolean suspectByFault;
  private boolean suspectByAge;

  Health(HealthRules rules, boolean hasCheck, RandomGenerator random) {
    this.rules = rules;
    this.hasCheck = hasCheck;
    this.random = random;
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
    return suspectByAge
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
  }

  void fault(Origin origin, Role role, long attemptEpoch, Counts recent, long now) {
    if (attemptEpoch != epoch) {
      return;
    }
    switch (phase) {
      case UP, RAMPING -> {
        suspectByFault = true;
        consecutiveFaults++;
        rampFaults += origin == Origin.PROVIDER ? 1 : 0;
        boolean rampEnds = phase == Phase.RAMPING && rampFaults >= RAMP_FAULTS_TO_TRIP;
        boolean mostlyFaults = recent.mostlyFaults(rules.minAttempts());
        if (rampEnds || mostlyFaults || consecutiveFaults >= rules.faultsToTrip()) {
          trip(StatusReason.FAULTS, now);
        }
      }
      case PROBING -> {
        if (role == Role.PROBE) {
          probeFailed = true;
          trip(StatusReason.PROBE_FAILED, now);
        }
      }
      case DOWN, PROBE_READY -> {}
    }
  }

  private void trip(StatusReason why, long now) {
    if (multiplier > 0) {
      multiplier = (int) Math.max(0, multiplier - (now - trippedAt) / DECAY_NANOS);
    }
    Duration dead = Durations.doubled(rules.deadPeriod(), multiplier, rules.maxDeadPeriod());
    multiplier = Math.min(MAX_MULTIPLIER, multiplier + 1);
    trippedAt = now;
    phase = Phase.DOWN;
    reason = why;
    epoch++;
    phaseUntil = now + equalJitter(dead.toNanos());
    consecutiveFaults = 0;
    rampFaults = 0;
    suspectByFault = false;
    suspectByAge = false;
  }

  private long equalJitter(long nanos) {
    return nanos / 2 + (long) (random.nextDouble() * (nanos - nanos / 2));
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

  void takeProbe(long now) {
    phase = Phase.PROBING;
    phaseUntil = now + rules.probeLease().toNanos();
  }

  void tick(long now) {
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
      phase = Phase.UP;
      reason = StatusReason.HEALTHY;
    }
  }
}
