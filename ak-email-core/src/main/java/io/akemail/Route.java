package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.rules.Counts;
import io.akemail.rules.OperatorVerdict;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.rules.Standing.Offer;
import io.akemail.rules.TokenBucket;
import io.akemail.rules.Verdicts;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One provider as the sender uses it: its places for calls, its verdicts, its standing.
 *
 * <p>Thread-safe. A success of a calm provider takes no lock; all else does, shortly.
 */
final class Route {
  private static final int SLOW_FACTOR = 8;
  private static final int COLD_FACTOR = 4; // names to look up, handshakes, classes to load
  private static final long ASK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();
  private static final long OFFER_PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double LAST_RESORTS_PER_SECOND = 1;
  private static final double LAST_RESORT_BURST = 3;

  private final int index;
  private final EmailProvider provider;
  private final ProviderId id;
  private final KeyMemory keys;
  private final Engine engine;
  private final Bulkhead bulkhead;
  private final @Nullable ReachabilityCheck check;
  private final long suspectNanos;

  private final Verdicts verdicts; // guarded by this
  private final TokenBucket lastResorts; // guarded by this
  private volatile Standing standing;
  private volatile Instant since;
  private volatile String detail = "";
  private volatile long offeredFrom;
  private volatile long leaseAskedAt;
  private long awaitedFrom; // for the watching thread

  Route(int index, EmailProvider provider, Engine engine) {
    this.index = index;
    this.provider = provider;
    this.engine = engine;
    this.id = provider.id();
    this.keys = KeyMemory.of(provider);
    this.check = provider.reachabilityCheck().orElse(null);
    long now = engine.nanos();
    this.bulkhead = new Bulkhead(engine.settings().maxInFlight(), now);
    this.suspectNanos = engine.settings().health().suspectAge().toNanos();
    this.verdicts = new Verdicts(engine.settings().health(), check != null, engine.random());
    this.lastResorts = new TokenBucket(LAST_RESORTS_PER_SECOND, LAST_RESORT_BURST, now);
    this.standing = verdicts.standing(now);
    this.since = engine.instant();
    this.awaitedFrom = now;
    this.leaseAskedAt = now - ASK_AGAIN_NANOS;
  }

  int index() {
    return index;
  }

  long bit() {
    return 1L << index;
  }

  ProviderId id() {
    return id;
  }

  EmailProvider provider() {
    return provider;
  }

  KeyMemory keys() {
    return keys;
  }

  Bulkhead bulkhead() {
    return bulkhead;
  }

  Standing standing() {
    return standing;
  }

  /** The last outcome behind its state in words, or empty. */
  String detail() {
    return detail;
  }

  Optional<ReachabilityCheck> check() {
    return Optional.ofNullable(check);
  }

  long nanos() {
    return engine.nanos();
  }

  Instant instant() {
    return engine.instant();
  }

  void guarded(String guest, Runnable action) {
    engine.guests().run(guest + " of provider " + id, action);
  }

  /** Whether it must not be called, not even as a last resort. */
  boolean isBarred() {
    return switch (standing.state()) {
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT -> true;
      case DOWN, PROBING, SUSPECT, RAMPING, UP -> false;
    };
  }

  /**
   * Takes what the provider offers: PROBE, TRIAL, or NORMAL if another took it, or if the right to
   * probe has to be asked for first.
   */
  Role takeOffer(long now) {
    if (standing.offer() == Offer.LEASE) {
      askForLease(now);
      return Role.NORMAL;
    }
    return takeOfferNow(now);
  }

  /** Costs one volatile read for most of the messages that come while the store is asked. */
  private void askForLease(long now) {
    if (now - leaseAskedAt >= ASK_AGAIN_NANOS) {
      leaseAskedAt = now;
      hears(now, verdicts -> verdicts.messageWaits(now));
      engine.concerns(this, true);
    }
  }

  private synchronized Role takeOfferNow(long now) {
    Role role = verdicts.takeOffer(now);
    publish(now);
    return role;
  }

  /** Whether it has waited for a message to be tried with so long that any message will do. */
  boolean hasOfferedLong(long now) {
    return now - offeredFrom >= OFFER_PATIENCE_NANOS;
  }

  /** Whether a last resort may use the provider now. */
  synchronized boolean mayBeLastResort(long now) {
    return lastResorts.tryTake(now);
  }

  /** The attempt ended. Releases its place. */
  void ended(Call call, Outcome outcome, long now) {
    call.finish();
    Slot slot = call.slot();
    Standing seen = standing;
    boolean usual =
        outcome.kind() == Outcome.Kind.ACCEPTED
            && seen.calm()
            && call.role() == Role.NORMAL
            && call.epoch() == seen.epoch()
            && slot.isIn(now, seen.epoch());
    if (usual) {
      slot.succeeded(now, now - call.began());
      slot.release();
    } else {
      endedUnusually(call, outcome, now); // apart, so that the usual end is compiled to few steps
    }
  }

  private void endedUnusually(Call call, Outcome outcome, long now) {
    Slot slot = call.slot();
    Outcome.Kind kind = outcome.kind();
    Standing before = standing;
    boolean fault = kind.isFault();
    boolean broken = call.hasCallerLeft() || call.ranOutOf(engine.settings().fairNanos(), now);
    boolean told = kind != Outcome.Kind.UNSUPPORTED && !(fault && broken);
    if (told) {
      if (call.epoch() == before.epoch()) {
        slot.count(now, call.epoch(), fault);
      }
      if (!fault) {
        slot.answered(now, now - call.began());
      }
    }
    if (before.calm() && call.role() == Role.NORMAL && changesNothing(kind)) {
      slot.release();
      return;
    }
    try {
      update(now, v -> take(v, call, outcome, told, now));
    } finally {
      slot.release(); // only now: while a place is taken, the watch does not rest
    }
  }

  private void take(Verdicts v, Call call, Outcome outcome, boolean told, long now) {
    if (!told) {
      v.attemptWithdrawn(call.role(), call.epoch(), now);
      return;
    }
    boolean fault = outcome.kind().isFault();
    Counts recent = fault ? bulkhead.counts(now, call.epoch()) : Counts.NONE;
    v.attemptEnded(outcome, call.role(), call.epoch(), call.began(), recent, now);
    detail = fault || !outcome.why().isEmpty() ? outcome.why() : detail;
  }

  /** Gives back what was taken for an attempt that found no free place. */
  void withdrawn(Role role, long epoch, long now) {
    if (role != Role.NORMAL) {
      update(now, v -> v.attemptWithdrawn(role, epoch, now));
    }
  }

  private static boolean changesNothing(Outcome.Kind kind) {
    return kind == Outcome.Kind.ACCEPTED
        || kind == Outcome.Kind.REJECTED
        || kind == Outcome.Kind.UNSUPPORTED;
  }

  /** Ends what is overdue, grows suspicious of what is late; whether there is anything to watch. */
  boolean watch(long now) {
    boolean busy = false;
    long oldest = now;
    for (Slot slot : bulkhead.slots()) {
      Call call = slot.call();
      if (call != null) {
        busy = true;
        oldest = call.began() - oldest < 0 ? call.began() : oldest;
        if (call.isOverdue(now)) {
          call.expire();
        } else if (call.isCallerInterrupted()) {
          call.leave();
        }
      }
    }
    Standing seen = standing;
    if (busy && isTrusted(seen) && getsNoAnswer(oldest, now)) {
      awaitedFrom = oldest;
      update(now, Verdicts::callsGetNoAnswer);
    }
    if (standing.watched()) {
      boolean answered = bulkhead.answeredAt() - awaitedFrom >= 0;
      boolean ended = !busy;
      update(
          now,
          v -> {
            v.tick(now);
            if (answered) {
              v.callsGetAnswers();
            } else if (ended) {
              v.lastCallEnded(now);
            }
          });
    }
    return busy || standing.watched();
  }

  private static boolean isTrusted(Standing standing) {
    return standing.state() == ProviderState.UP || standing.state() == ProviderState.RAMPING;
  }

  private boolean getsNoAnswer(long oldest, long now) {
    long age = now - oldest;
    if (age < suspectNanos || bulkhead.answeredAt() - oldest >= 0) {
      return false;
    }
    long usual = bulkhead.usualAnswerNanos(now);
    return age >= (usual < 0 ? COLD_FACTOR * suspectNanos : SLOW_FACTOR * usual);
  }

  /** Ends all calls in flight, since the sender closes. */
  void leaveAll() {
    for (Slot slot : bulkhead.slots()) {
      Call call = slot.call();
      if (call != null) {
        call.leave();
      }
    }
  }

  synchronized boolean wantsCheck(long now) {
    return verdicts.wantsCheck(now);
  }

  void checked(boolean reachable, long now) {
    update(
        now,
        v -> {
          if (reachable) {
            v.reachable(now);
          } else {
            v.unreachable(now);
          }
        });
    engine.concerns(this, false); // what was found may be for all
  }

  void operatorSays(OperatorVerdict verdict, Optional<Duration> span) {
    long now = engine.nanos();
    long until = span.map(length -> now + length.toNanos()).orElse(Standing.NO_TIMER);
    synchronized (this) {
      verdicts.operatorSays(verdict, until);
      publish(now);
    }
  }

  /** Takes over what was heard from elsewhere: the others need not be told. */
  synchronized void hears(long now, Consumer<Verdicts> event) {
    event.accept(verdicts);
    publish(now);
  }

  synchronized <T> T ask(Function<Verdicts, T> question) {
    return question.apply(verdicts);
  }

  private void update(long now, Consumer<Verdicts> event) {
    synchronized (this) {
      long limit = verdicts.limitUntil();
      long refused = verdicts.refusedUntil();
      Standing before = standing;
      event.accept(verdicts);
      publish(now);
      if (!standing.equals(before)) {
        engine.concerns(this, standing.epoch() != before.epoch());
      }
      engine.share(this, Kind.OVER_LIMIT, limit, verdicts.limitUntil());
      engine.share(this, Kind.MISCONFIGURED, refused, verdicts.refusedUntil());
    }
  }

  private void publish(long now) {
    Standing before = standing;
    Standing after = verdicts.standing(now);
    if (after.equals(before)) {
      return;
    }
    boolean visible = before.state() != after.state() || before.reason() != after.reason();
    ProviderStatus was = visible ? status(before, now) : null;
    if (visible) {
      since = engine.instant();
      if (after.reason() == StatusReason.HEALTHY) {
        detail = "";
      }
    }
    if (before.offer() == Offer.NONE && after.offer() != Offer.NONE) {
      offeredFrom = now;
    }
    standing = after;
    engine.standingChanged(was, visible ? status(after, now) : null);
  }

  synchronized ProviderStatus status() {
    return status(standing, engine.nanos());
  }

  private ProviderStatus status(Standing at, long now) {
    Duration remaining = at.hasTimer() ? Duration.ofNanos(Math.max(0, at.until() - now)) : null;
    return new ProviderStatus(
        id,
        at.state(),
        at.reason(),
        detail,
        since,
        remaining,
        bulkhead.inFlight(),
        at.epoch(),
        verdicts.fleetStatus());
  }

  /** Why the provider cannot carry the message, if it says so without a call. */
  Optional<String> cannotCarry(EmailMessage message) {
    return engine
        .guests()
        .ask(
            "provider " + id,
            () -> provider.cannotCarry(message, engine.instant()),
            Optional.<String>empty());
  }
}
