package io.akemail.rules;

import io.akemail.rules.FleetRule.Votes;
import io.akemail.spi.Hint;
import io.akemail.spi.Origin;
import io.akemail.status.FleetStatus;
import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One instance among those that share what they know of one provider: what it heard last, what it
 * has to say, and what the common record is to become.
 *
 * <p>Nothing is queued: {@link #wishes} compares what is known here with what was read, so that a
 * store that was away, or lost its memory, gets what still holds and nothing else. Pure; not
 * thread-safe.
 */
final class Fleet {
  private static final long MAX_DOWN_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long OLDER_EPOCH_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long LATELY_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long BAD_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long GOOD_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long GOOD_AGAIN_NANOS = Duration.ofMillis(2500).toNanos();
  private static final Duration PROBE_FAILED_SPAN = Duration.ofSeconds(60);

  private final Health health;
  private final HealthRules rules;
  private final RandomGenerator random;
  private final Leases leases;
  private String instance = "";

  private @Nullable SharedHealth known;
  private boolean olderHeard;
  private long olderFrom;
  private Votes votes = Votes.NONE;
  private int members = 1;
  private int voters = 1; // as many as there may be

  private Turn turn = Turn.NONE;
  private @Nullable SharedHealth turnIn; // the record in which it happened
  private boolean probeFailureSaid;

  private boolean localFaults;
  private long localFaultAt;
  private @Nullable Kind bad;
  private long badUntil;
  private @Nullable StatusReason checkFound;
  private @Nullable Kind said;
  private boolean sayAgain;
  private long saidAt;

  Fleet(Health health, HealthRules rules, RandomGenerator random) {
    this.health = health;
    this.rules = rules;
    this.random = random;
    this.leases = new Leases(rules.probeLease());
  }

  /** From now on this instance shares under this name. */
  void join(String name) {
    instance = name;
  }

  Leases leases() {
    return leases;
  }

  int members() {
    return members;
  }

  FleetStatus status(Hint hint) {
    return new FleetStatus(
        !health.isAlone(),
        members,
        votes.bad(),
        votes.good(),
        health.isShared() && !health.isAlone() && known != null,
        known == null ? 0 : known.epoch(),
        known == null ? "" : known.by(),
        hint);
  }

  /** A call or check failed here. */
  void faulted(Origin origin, long now) {
    if (origin == Origin.LOCAL) {
      localFaults = true;
      localFaultAt = now;
    }
  }

  boolean hadLocalFaultLately(long now) {
    localFaults &= now - localFaultAt < LATELY_NANOS;
    return localFaults;
  }

  /** Something happened here that may concern all. */
  void turned(Turn what, long now) {
    switch (what) {
      case NONE -> {}
      case TRIPPED -> {
        turn = Turn.NONE; // what was good news is old news
        bad = health.lastOrigin() == Origin.PROVIDER ? Kind.BAD_PROVIDER : Kind.BAD_LOCAL;
        badUntil = now + BAD_NANOS;
      }
      case PROBE_FAILED -> {
        bad = health.lastOrigin() == Origin.PROVIDER ? Kind.BAD_PROVIDER : Kind.BAD_LOCAL;
        badUntil = now + BAD_NANOS;
        remember(what);
      }
      case PROBE_FAILED_HERE -> {
        leases.ban(now);
        probeFailureSaid = false;
        remember(what);
      }
      case RECOVERED -> {
        bad = null;
        remember(what);
      }
      case UP_AGAIN -> remember(what);
    }
  }

  private void remember(Turn what) {
    turn = health.isShared() ? what : Turn.NONE;
    turnIn = known;
  }

  /** What the store holds now. */
  void heard(@Nullable SharedHealth record, Votes counted, Census census, long now) {
    votes = counted;
    members = Math.max(census.members(), Math.max(1, counted.bad() + counted.good()));
    voters = census.isNew(now) ? FleetRule.ANY_NUMBER : members;
    health.fleetFound();
    if (record == null) {
      known = null; // the store has no opinion; what is known here stands
      return;
    }
    SharedHealth before = known;
    if (before != null && isOlder(record, before, now)) {
      return;
    }
    olderHeard = false;
    known = record;
    if (before == null || !before.isVersionOf(record) || before.phase() != record.phase()) {
      leases.renew();
      checkFound = null;
      said = null; // a new epoch begins without votes
      obey(record, now);
    } else if (before.reason() != record.reason() && record.phase() == Phase.DOWN) {
      health.fleetChecked(record.reason());
    }
  }

  /** A replica that took over may have missed the last writes: it is believed after a while. */
  private boolean isOlder(SharedHealth record, SharedHealth before, long now) {
    boolean older =
        record.generation().equals(before.generation()) && record.epoch() < before.epoch();
    if (older && !olderHeard) {
      olderHeard = true;
      olderFrom = now;
    }
    return older && now - olderFrom < OLDER_EPOCH_NANOS;
  }

  private void obey(SharedHealth record, long now) {
    long left = Math.min(record.remaining().toNanos(), MAX_DOWN_NANOS);
    switch (record.phase()) {
      case DOWN -> health.fleetDown(record.reason(), now + left);
      case UP -> health.fleetUp(now);
      case RAMPING -> {
        if (FleetRule.isRamping(record)) {
          health.fleetRamping(now + left - rules.ramp().toNanos(), now);
        } else {
          health.fleetUp(now);
        }
      }
    }
  }

  /** This instance made the reachability check, as the one that makes it for all. */
  void checked(boolean reachable, long now) {
    if (leases.mayCheck(now)) {
      leases.checked(reachable, members, now);
      checkFound = reachable ? StatusReason.REACHABLE : StatusReason.UNREACHABLE;
    }
  }

  /** From time to time a bad vote is said again, in case that the store lost its memory. */
  void heartbeat() {
    sayAgain = true;
  }

  /** There is no talking to the others. */
  void lost(long now) {
    if (!health.isAlone()) {
      health.fleetLost(now);
    }
    sayAgain = true; // whether the store remembers is not known
  }

  /**
   * What the store is to do for this instance now.
   *
   * @param selfSuspect whether several providers fail here at once, by what may be our own fault
   * @param answeredAt when the provider last answered here
   */
  List<Wish> wishes(boolean selfSuspect, long answeredAt, Hint hint, boolean wantsCheck, long now) {
    List<Wish> wishes = new ArrayList<>(2);
    vote(selfSuspect, answeredAt, now, wishes);
    SharedHealth next = next(hint, now);
    if (next != null) {
      wishes.add(new Wish.Write(next, known));
    } else if (turn == Turn.PROBE_FAILED_HERE && isStill(turnIn) && !probeFailureSaid) {
      wishes.add(new Wish.Say(Kind.PROBE_FAILED, PROBE_FAILED_SPAN));
    }
    boolean ready = health.phase() == Health.Phase.PROBE_READY && !leases.isBanned(now, members);
    boolean checks = wantsCheck && health.isShared() && health.phase().isOut();
    leases.wishes(ready, checks, now, wishes);
    return wishes;
  }

  private void vote(boolean selfSuspect, long answeredAt, long now, List<Wish> wishes) {
    boolean out = health.phase().isOut() && !isDownForAll();
    if (bad != null && now - badUntil < 0 && out && !selfSuspect) {
      if (said != bad || sayAgain) {
        wishes.add(new Wish.Say(bad, Duration.ofNanos(badUntil - now)));
      }
    } else if (!health.phase().isOut() && now - answeredAt < GOOD_NANOS) {
      if (said != Kind.GOOD || now - saidAt >= GOOD_AGAIN_NANOS) {
        wishes.add(new Wish.Say(Kind.GOOD, Duration.ofNanos(GOOD_NANOS - (now - answeredAt))));
      }
    } else if (said != null && said != Kind.GOOD) {
      wishes.add(new Wish.TakeBack(said));
    }
  }

  private boolean isDownForAll() {
    return known != null && known.phase() == Phase.DOWN;
  }

  /** What the common record is to become, or null if it is right as it is. */
  private @Nullable SharedHealth next(Hint hint, long now) {
    SharedHealth record = known;
    boolean mine = isStill(turnIn);
    if (record == null || record.phase() != Phase.DOWN) {
      boolean recovered = record == null && turn == Turn.RECOVERED && mine;
      return recovered ? FleetRule.ramping(record, instance, rules, random) : inUse(record, hint);
    }
    if (turn == Turn.RECOVERED && mine) {
      return FleetRule.ramping(record, instance, rules, random);
    }
    boolean failed = turn == Turn.PROBE_FAILED && mine;
    if (failed || FleetRule.probesFail(votes, members)) {
      return FleetRule.down(record, StatusReason.PROBE_FAILED, instance, rules, random);
    }
    StatusReason found = leases.mayCheck(now) ? found() : null;
    return found == null || found == record.reason()
        ? null
        : FleetRule.seen(record, found, instance, random);
  }

  private @Nullable SharedHealth inUse(@Nullable SharedHealth record, Hint hint) {
    if (FleetRule.isDown(votes, voters, FleetRule.isRamping(record), hint)) {
      return FleetRule.down(record, why(), instance, rules, random);
    }
    boolean over = turn == Turn.UP_AGAIN && isStill(turnIn);
    return over && record != null && record.phase() == Phase.RAMPING
        ? FleetRule.up(record, instance, random)
        : null;
  }

  /** Why it is down here, as far as it says something to the others. */
  private StatusReason why() {
    StatusReason here = health.reason();
    boolean says = here == StatusReason.UNREACHABLE || here == StatusReason.NO_ANSWER;
    return says && health.phase().isOut() ? here : StatusReason.FAULTS;
  }

  private @Nullable StatusReason found() {
    if (checkFound == StatusReason.UNREACHABLE && health.hasProbeFailed()) {
      return StatusReason.PROBE_FAILED;
    }
    boolean answersTooEarly =
        checkFound == StatusReason.REACHABLE && health.phase() == Health.Phase.DOWN;
    return answersTooEarly ? null : checkFound;
  }

  private boolean isStill(@Nullable SharedHealth record) {
    return known == null ? record == null : record != null && known.isVersionOf(record);
  }

  /** How a wish went; a write is seen by reading again. */
  void done(Wish wish, boolean success, long from) {
    if (wish instanceof Wish.Take take) {
      leases.granted(take, success, from);
    } else if (wish instanceof Wish.GiveBack back) {
      leases.givenBack(back.purpose());
      checkFound = back.purpose() == Lease.Purpose.CHECK ? null : checkFound;
    } else if (wish instanceof Wish.Say say && say.kind() == Kind.PROBE_FAILED) {
      probeFailureSaid = true;
    } else if (wish instanceof Wish.Say say) {
      said = say.kind();
      saidAt = from;
      sayAgain = false;
    } else if (wish instanceof Wish.TakeBack) {
      said = null;
    }
  }
}
