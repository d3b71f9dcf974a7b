package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.outbox.Doubt;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One send from its first attempt to its end: decides which provider is tried next, and what the
 * caller gets.
 *
 * <p>Makes no call itself: {@link #next} says which attempt to make and {@link #ended} takes its
 * outcome, so that the same decisions serve a blocking send and a simulated one. Belongs to one
 * thread.
 */
final class Delivery {
  private static final long MAX_RESERVE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PROBE_MARGIN_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int RESERVE_SHARE = 3;

  private final Engine engine;
  private final EmailMessage message;
  private final Ordering ordering;
  private final @Nullable Errand errand;
  private final long deadline;
  private final boolean expired;

  private List<Attempt> attempts = List.of();
  private int calls;
  private int resolves;
  private long tried;
  private boolean offerTaken;
  private boolean lastResortUsed;
  private Doubts doubts;
  private boolean callerLeft;
  private boolean stopped;
  private @Nullable Route resolving;
  private long resolved;
  private Instant attemptStart = Instant.EPOCH;
  private @Nullable Receipt receipt;
  private @Nullable List<Problem> problems;

  Delivery(Engine engine, EmailMessage message, SelectionStrategy strategy) {
    this(engine, message, strategy, null);
  }

  /**
   * A delivery out of the outbox, if there is an errand: it tells before each attempt, asks first
   * where the message may have been accepted, and takes no last resort, since it can wait.
   */
  Delivery(
      Engine engine, EmailMessage message, SelectionStrategy strategy, @Nullable Errand errand) {
    this.engine = engine;
    this.errand = errand;
    this.message = message;
    this.ordering = new Ordering(strategy, message, engine.guests());
    long left = engine.settings().totalDeadlineNanos();
    boolean late = false;
    if (message.deliverBefore().isPresent()) {
      Duration usable = Duration.between(engine.instant(), message.deliverBefore().get());
      late = usable.isNegative() || usable.isZero();
      left = usable.compareTo(Duration.ofNanos(left)) < 0 ? Math.max(0, usable.toNanos()) : left;
    }
    this.expired = late;
    long now = engine.nanos();
    this.deadline = now + left;
    this.doubts = errand == null ? Doubts.NONE : Doubts.of(errand.doubts(), now);
    for (int i = doubts.all().size() - 1; i >= 0; i--) {
      resolveFirst(doubts.all().get(i), now);
    }
  }

  /** The same request once more, where the provider still knows the key and is in use. */
  private void resolveFirst(Doubts.Since doubt, long now) {
    for (Candidate candidate : engine.routing().usable()) {
      Route route = candidate.route();
      if (route.id().equals(doubt.provider()) && route.keys().holds(doubt.nanos(), now)) {
        resolving = route;
        resolved |= route.bit();
      }
    }
  }

  /** The next attempt, its place at the provider taken; null if there is none to make. */
  @Nullable Call next() {
    if (isOver()) {
      return null;
    }
    if (Thread.currentThread().isInterrupted() || engine.isClosed()) {
      callerLeft = true;
      return null;
    }
    long now = engine.nanos();
    boolean timeLeft = deadline - now >= Math.min(engine.settings().minAttemptNanos(), shortest());
    if ((isUsedUp(0) && resolving == null) || !timeLeft || expired) {
      return null;
    }
    Call call = pick(now);
    if (call != null) {
      attemptStart = engine.instant();
    }
    return call;
  }

  /**
   * Whether the attempts are used up, but for so many. Asking a provider once more what became of
   * the message does not count: it must not cost the turn of one that is well.
   */
  private boolean isUsedUp(int butFor) {
    return calls - resolves + butFor >= engine.settings().maxAttempts();
  }

  /** A message whose own limit leaves less than a usual attempt is still tried once. */
  private long shortest() {
    return calls == 0 && message.deliverBefore().isPresent() ? 1 : Long.MAX_VALUE;
  }

  private boolean isOver() {
    boolean mustNotResend =
        !doubts.isEmpty() && message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE;
    return receipt != null
        || stopped
        || problems != null
        || callerLeft
        || (mustNotResend && resolving == null);
  }

  private @Nullable Call pick(long now) {
    if (resolving != null) {
      Route route = resolving;
      resolving = null;
      boolean allowed = !route.isBarred() && (calls == 0 || engine.mayResend(now));
      Call call = allowed ? begin(route, Role.NORMAL, route.standing(), now) : null;
      resolves += call == null ? 0 : 1;
      boolean only = message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE || isUsedUp(0);
      if (call != null || only) {
        return call;
      }
    }
    Routing routing = engine.routing();
    Call probe = pickOffer(routing, now);
    if (probe != null) {
      return probe;
    }
    for (Candidate candidate : routing.order(message.id().hashCode(), now, ordering)) {
      if (!isTried(candidate.route())) {
        Call call = begin(candidate.route(), Role.NORMAL, candidate.standing(), now);
        if (call != null || stopped) {
          return call;
        }
      }
    }
    return lastResortUsed || errand != null ? null : pickLastResort(routing, now);
  }

  private @Nullable Call pickOffer(Routing routing, long now) {
    for (Candidate candidate : routing.offers()) {
      Route route = candidate.route();
      if (!isTried(route) && hasAttemptToSpare() && suitsAsProbe(route, now)) {
        Role role = route.takeOffer(now);
        if (role != Role.NORMAL) {
          Call call = begin(route, role, route.standing(), now);
          if (call != null) {
            offerTaken = true;
            return call;
          }
          route.withdrawn(role, route.standing().epoch(), now);
        }
      }
    }
    return null;
  }

  /** One probe a send, and never its last attempt, as long as a provider in use is left. */
  private boolean hasAttemptToSpare() {
    boolean spare = !offerTaken && !isUsedUp(1);
    return spare || !isAnotherLeft(tried);
  }

  /**
   * A probe may end without an answer: a message is taken for it whose second copy does no harm,
   * and which has time left to go elsewhere. After a while any message will do.
   */
  private boolean suitsAsProbe(Route route, long now) {
    if (route.hasOfferedLong(now)) {
      return true;
    }
    boolean harmless =
        route.keys().exists() || message.deliveryGuarantee() == DeliveryGuarantee.AT_LEAST_ONCE;
    long wanted = engine.settings().attemptTimeoutNanos() + PROBE_MARGIN_NANOS;
    long left = deadline - now;
    return harmless && left >= Math.min(wanted, engine.settings().totalDeadlineNanos() / 2);
  }

  private @Nullable Call pickLastResort(Routing routing, long now) {
    for (Candidate candidate : routing.down()) {
      Route route = candidate.route();
      if (!isTried(route) && route.mayBeLastResort(now) && engine.mayResend(now)) {
        Call call = begin(route, Role.LAST_RESORT, candidate.standing(), now);
        if (call != null) {
          lastResortUsed = true;
          return call;
        }
      }
    }
    return null;
  }

  private boolean isTried(Route route) {
    return (tried & route.bit()) != 0;
  }

  private @Nullable Call begin(Route route, Role role, Standing standing, long asked) {
    long now = asked;
    if (errand != null) {
      if (stopped || !errand.begins(route.id(), calls + 1, doubts.at(now))) {
        stopped = true;
        return null;
      }
      now = engine.nanos(); // the attempt's time begins only now
    }
    long left = deadline - now;
    if (left <= 0) {
      return null;
    }
    long triedNow = tried | route.bit();
    long reserve = isAnotherLeft(triedNow) ? Math.min(MAX_RESERVE_NANOS, left / RESERVE_SHARE) : 0;
    long span = Math.min(engine.settings().attemptTimeoutNanos(), left - reserve);
    Call call = new Call(route, message, calls + 1, role, standing.epoch(), now, now + span);
    if (!call.tryBegin()) {
      return null;
    }
    if (engine.isClosed()) { // closing looks for taken places only after it is said
      call.slot().release();
      callerLeft = true;
      return null;
    }
    tried = triedNow;
    calls++;
    return call;
  }

  private boolean isAnotherLeft(long triedNow) {
    for (Candidate candidate : engine.routing().usable()) {
      if ((triedNow & candidate.route().bit()) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What it means that a provider module threw, which breaks its contract; its words are not shown,
   * they may hold anything. Where the machine is at its end, the attempt is ended and that thrown.
   */
  Outcome broken(Call call, Throwable fault) {
    try {
      return call.broken(Guests.nameOf(fault));
    } catch (VirtualMachineError end) {
      ended(call, call.broken(end.getClass().getName()));
      throw end;
    }
  }

  /** Takes the outcome of an attempt; null means that the provider module broke its contract. */
  void ended(Call call, @Nullable Outcome answer) {
    Outcome outcome = answer == null ? call.broken("null") : answer;
    long now = engine.nanos();
    Route route = call.route();
    route.ended(call, outcome, now);
    boolean written = call.isWritten();
    note(
        new Attempt(
            route.id(),
            purpose(call),
            outcome,
            attemptStart,
            Duration.ofNanos(now - call.began()),
            written));
    callerLeft = call.hasCallerLeft();
    switch (outcome.kind()) {
      case ACCEPTED -> accepted(route.id(), (Outcome.Accepted) outcome);
      case REJECTED -> {
        problems = ((Outcome.Rejected) outcome).problems();
        if ((resolved & route.bit()) != 0) { // the same request is answered as the first one was
          doubts = doubts.without(route.id());
        }
      }
      case UNSUPPORTED -> calls -= written ? 0 : 1;
      case MISCONFIGURED, OVER_LIMIT, UNAVAILABLE -> {}
      case AMBIGUOUS -> {
        doubts = doubts.with(route.id(), call.began());
        if (route.keys().exists() && (resolved & route.bit()) == 0) {
          resolving = route;
          resolved |= route.bit();
        }
      }
    }
  }

  private Attempt.Purpose purpose(Call call) {
    boolean again = (resolved & call.route().bit()) != 0;
    return switch (call.role()) {
      case NORMAL -> again ? Attempt.Purpose.RESOLVE : Attempt.Purpose.TURN;
      case PROBE, TRIAL -> Attempt.Purpose.PROBE;
      case LAST_RESORT -> Attempt.Purpose.LAST_RESORT;
    };
  }

  private void note(Attempt attempt) {
    if (attempts.isEmpty()) {
      attempts = List.of(attempt);
    } else {
      attempts = new ArrayList<>(attempts);
      attempts.add(attempt);
    }
    engine.attemptEnded(message.id(), attempt);
  }

  private void accepted(ProviderId provider, Outcome.Accepted accepted) {
    boolean duplicate = mayBeElsewhere(provider, accepted);
    receipt = new Receipt(message.id(), attempts, false, duplicate);
  }

  /** Whether a copy may exist that is not the one that was accepted. */
  private boolean mayBeElsewhere(ProviderId provider, Outcome.Accepted accepted) {
    boolean replayed = accepted.proof() == Outcome.Proof.REPLAYED;
    return !(replayed ? doubts.without(provider) : doubts).isEmpty();
  }

  /** The attempts so far. */
  List<Attempt> attempts() {
    return attempts;
  }

  /** Where the message may have been accepted, unless it is known to be. */
  List<Doubt> doubts() {
    return doubts.at(engine.nanos());
  }

  /** Whether it came too late to be tried at all. */
  boolean isExpired() {
    return expired;
  }

  /** Whether nobody wants the result any more, or the sender closes. */
  boolean hasCallerLeft() {
    return callerLeft;
  }

  /** Whether a provider in doubt can still be asked again after a while without risk. */
  boolean canBeResolvedIn(Duration span) {
    long then = engine.nanos() + span.toNanos();
    return doubts.all().stream()
        .anyMatch(doubt -> engine.remembers(doubt.provider(), doubt.nanos(), then));
  }

  /** Who accepted it, after {@link #next} found nothing more to do; null if nobody did. */
  @Nullable Receipt receipt() {
    return receipt;
  }

  /** Why nobody accepted it. */
  EmailException failure() {
    return Failures.of(message, attempts, problems, callerLeft, expired, !doubts.isEmpty(), engine);
  }

  /**
   * What the caller gets, after {@link #next} found nothing more to do.
   *
   * @param desk where a message goes that nobody could take; null if there is no outbox
   * @throws EmailException if no provider accepted the message, and it does not wait either
   */
  Receipt conclude(@Nullable OutboxDesk desk) {
    if (receipt != null) {
      engine.sent(receipt);
      return receipt;
    }
    EmailException failure = failure();
    try {
      if (desk == null || !(failure instanceof EmailUnavailableException)) {
        throw failure;
      }
      return desk.queue(message, attempts, doubts());
    } catch (EmailException e) {
      engine.failed(e);
      throw e;
    }
  }
}
