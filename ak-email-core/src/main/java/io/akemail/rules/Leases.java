package io.akemail.rules;

import io.akemail.status.Lease.Purpose;
import java.time.Duration;
import java.util.List;

/**
 * The leases of one instance at one provider: the right to probe it, and to check it, for all.
 *
 * <p>A lease to probe is asked for only when a message is there to probe with, and given back if
 * none took it within a second, so that an instance without mail keeps nobody waiting. A lease to
 * check passes on after three checks that failed: it may be the holder's own network. Not
 * thread-safe.
 */
final class Leases {
  static final Duration CHECK_SPAN = Duration.ofSeconds(3);
  private static final long ASKED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long YIELD_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long BANNED_NANOS = Duration.ofSeconds(60).toNanos();
  private static final int FAILURES_TO_YIELD = 3;

  private final Duration probeSpan;

  private boolean asked;
  private long askedAt;
  private boolean probeHeld;
  private boolean probeTaken;
  private boolean probeEnded;
  private long probeUntil;
  private long offeredUntil;
  private boolean banned;
  private long bannedUntil;

  private boolean checkHeld;
  private long checkUntil;
  private int checksFailed;
  private long yieldUntil;
  private boolean yielding;

  Leases(Duration probeSpan) {
    this.probeSpan = probeSpan;
  }

  /** A message is there that would be the probe. */
  void ask(long now) {
    asked = true;
    askedAt = now;
  }

  /** Whether a message may be taken as the probe now. */
  boolean mayProbe(long now) {
    return probeHeld && !probeTaken && now - offeredUntil < 0;
  }

  boolean isBanned(long now, int members) {
    banned &= now - bannedUntil < 0;
    return banned && members > 1;
  }

  /** A message was taken as the probe; until when it counts. */
  long takeProbe() {
    probeTaken = true;
    probeEnded = false;
    return probeUntil;
  }

  /** The probe came to its end, or was not made. */
  void endProbe() {
    probeEnded = true;
  }

  /** This instance's probe failed by what may be its own fault: let others try first. */
  void ban(long now) {
    banned = true;
    bannedUntil = now + BANNED_NANOS;
  }

  /** A new epoch: what was is forgiven. */
  void renew() {
    banned = false;
    checksFailed = 0;
    yielding = false;
  }

  /** Whether this instance is to make the reachability check for all. */
  boolean mayCheck(long now) {
    return checkHeld && now - checkUntil < 0;
  }

  void checked(boolean reachable, int members, long now) {
    checksFailed = reachable ? 0 : checksFailed + 1;
    if (checksFailed >= FAILURES_TO_YIELD && members > 1) {
      checksFailed = 0;
      yielding = true;
      yieldUntil = now + YIELD_NANOS;
    }
  }

  private boolean isProbeOver(long now) {
    return probeEnded || now - probeUntil >= 0;
  }

  void wishes(boolean probeReady, boolean wantsCheck, long now, List<Wish> to) {
    asked &= now - askedAt < ASKED_NANOS;
    if (probeHeld && (probeTaken ? isProbeOver(now) : !probeReady || now - offeredUntil >= 0)) {
      to.add(new Wish.GiveBack(Purpose.PROBE));
    } else if (!probeHeld && probeReady && asked) {
      to.add(new Wish.Take(Purpose.PROBE, probeSpan));
    }
    yielding &= now - yieldUntil < 0;
    boolean endsSoon = checkUntil - now < CHECK_SPAN.toNanos() / 2;
    if (checkHeld && (!wantsCheck || yielding)) {
      to.add(new Wish.GiveBack(Purpose.CHECK));
    } else if (wantsCheck && !yielding && (!checkHeld || endsSoon)) {
      to.add(new Wish.Take(Purpose.CHECK, CHECK_SPAN));
    }
  }

  void granted(Wish.Take wish, boolean granted, long askedFrom) {
    if (wish.purpose() == Purpose.CHECK) {
      checkHeld = granted;
      checkUntil = askedFrom + wish.span().toNanos();
    } else if (granted) {
      probeHeld = true;
      probeTaken = false;
      probeUntil = askedFrom + wish.span().toNanos();
      offeredUntil = askedFrom + ASKED_NANOS;
    }
  }

  void givenBack(Purpose purpose) {
    if (purpose == Purpose.CHECK) {
      checkHeld = false;
    } else {
      probeHeld = false;
      asked = false;
    }
  }
}
