package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedVerdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds each step of a world against the invariants while it happens, when all that matters is at
 * hand; {@link SimChecker} looks at the whole afterwards.
 */
final class SimWitness {
  private static final long LONGEST_DOWN = SimClock.seconds(600);
  private static final long SPARE = SimClock.millis(1);

  private record Place(SimInstance instance, SimProvider provider) {}

  private final SimWorld world;
  private final SimHistory history;
  private final Map<Place, Long> limits = new HashMap<>();

  SimWitness(SimWorld world, SimHistory history) {
    this.world = world;
    this.history = history;
  }

  /** An attempt begins; it is not yet among the tries of its send. */
  void begins(SimInstance instance, SimHistory.Send send, Call call) {
    SimProvider provider = world.providers.get(call.route().index());
    List<SimHistory.Try> before = send.tries;
    boolean again = before.stream().anyMatch(one -> one.provider == provider);
    secondTriesResolve(send, provider, before, again);
    ambiguityEndsAtMostOnce(send, provider, before);
    limitIsKept(instance, send, provider);
    mailGoesWhereItMay(instance, send, call, again);
  }

  private void secondTriesResolve(
      SimHistory.Send send, SimProvider provider, List<SimHistory.Try> before, boolean again) {
    if (!again) {
      return;
    }
    List<SimHistory.Try> there = before.stream().filter(one -> one.provider == provider).toList();
    boolean doubt = there.get(0).isKind(Outcome.Kind.AMBIGUOUS);
    if (there.size() > 1 || !doubt || !provider.idempotent) {
      history.violated("I5", name(send) + " goes to " + provider + " again without need");
    }
  }

  private void ambiguityEndsAtMostOnce(
      SimHistory.Send send, SimProvider provider, List<SimHistory.Try> before) {
    boolean doubt =
        before.stream()
            .anyMatch(one -> one.isKind(Outcome.Kind.AMBIGUOUS) && one.provider != provider);
    if (doubt && send.message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE) {
      history.violated("I4", name(send) + " goes to " + provider + " though another may have it");
    }
  }

  private void limitIsKept(SimInstance instance, SimHistory.Send send, SimProvider provider) {
    long until = limits.getOrDefault(new Place(instance, provider), Long.MIN_VALUE);
    if (history.clock.now() < until) {
      history.violated("I15", name(send) + " goes to " + provider + " against its limit");
    }
  }

  private void mailGoesWhereItMay(
      SimInstance instance, SimHistory.Send send, Call call, boolean again) {
    ProviderState state = call.route().standing().state();
    boolean inUse = isInUse(state);
    boolean out = state == ProviderState.DOWN || state == ProviderState.PROBING;
    boolean allowed =
        switch (call.role()) {
          case NORMAL -> inUse || (again && out);
          case PROBE -> state == ProviderState.PROBING || state == ProviderState.MISCONFIGURED;
          case TRIAL -> state == ProviderState.MISCONFIGURED;
          case LAST_RESORT -> out;
        };
    if (!allowed) {
      history.violated(
          "I21",
          name(send) + " goes to " + call.route().id() + " as " + call.role() + ", " + state);
    }
    if (call.role() == Role.LAST_RESORT) {
      lastResortIsTheLast(instance, send, call);
    }
  }

  private void lastResortIsTheLast(SimInstance instance, SimHistory.Send send, Call call) {
    for (Route route : instance.engine.routes()) {
      boolean tried = send.tries.stream().anyMatch(one -> one.provider.index == route.index());
      boolean full = route.bulkhead().inFlight() >= world.settings.maxInFlight();
      if (route != call.route() && isInUse(route.standing().state()) && !tried && !full) {
        history.violated(
            "I21",
            name(send) + " goes to " + call.route().id() + " though " + route.id() + " is in use");
      }
    }
  }

  private static boolean isInUse(ProviderState state) {
    return state == ProviderState.UP
        || state == ProviderState.RAMPING
        || state == ProviderState.SUSPECT;
  }

  /** An attempt ended; the route stood so before. */
  void ended(SimInstance instance, Call call, Outcome outcome, Standing before) {
    SimProvider provider = world.providers.get(call.route().index());
    Standing after = call.route().standing();
    boolean old = call.epoch() != before.epoch();
    boolean suspected =
        before.state() == ProviderState.UP && after.state() == ProviderState.SUSPECT;
    if (old && (after.epoch() != before.epoch() || suspected)) {
      history.violated(
          "I12", instance + " lets " + outcome.kind() + " of an old epoch change " + provider);
    }
    if (outcome instanceof Outcome.OverLimit limit) {
      Duration pause = limit.toldPause().orElse(Duration.ofSeconds(1));
      long least = Math.max(SimClock.seconds(1), pause.toNanos()) - SPARE;
      limits.merge(
          new Place(instance, provider), history.clock.now() + least, (a, b) -> Math.max(a, b));
    }
  }

  /** An attempt is broken off. */
  void cancelled(SimInstance instance, Call call) {
    if (!call.isOverdue(instance.machine.nanos())) {
      history.violated("I25", instance + " breaks off a call at " + call.route().id() + " early");
    }
  }

  /** The store is called. */
  void callsStore(SimInstance instance) {
    if (instance.sender.isDeciding()) {
      history.violated("I8", instance + " calls the store while it sends");
    }
  }

  /** An instance says something in the store. */
  void says(SimInstance instance, SharedVerdict verdict) {
    boolean bad =
        verdict.kind() == SharedVerdict.Kind.BAD_PROVIDER
            || verdict.kind() == SharedVerdict.Kind.BAD_LOCAL;
    for (Route route : instance.engine.routes()) {
      boolean about = route.id().equals(verdict.provider());
      boolean operated = world.providers.get(route.index()).operated.wasEver();
      if (bad && about && !operated && isInUse(route.standing().state())) {
        history.violated("I25", instance + " votes against " + route.id() + ", which is in use");
      }
    }
  }

  /** A provider's standing at an instance became another. */
  void stands(SimInstance instance, Route route, Standing after) {
    ProviderState state = after.state();
    boolean must =
        state == ProviderState.DOWN
            || state == ProviderState.PROBING
            || state == ProviderState.OVER_LIMIT
            || state == ProviderState.MISCONFIGURED;
    boolean ends = after.hasTimer() && after.until() - instance.machine.nanos() <= LONGEST_DOWN;
    boolean moves =
        after.watched() || after.offer() != Standing.Offer.NONE || instance.talk != null;
    if (must && !(ends && moves)) {
      history.violated("I11", instance + " has " + route.id() + " " + state + " without an end");
    }
    boolean well = !world.scenario.hasOutages() && !instance.isMortal;
    if (well && state != ProviderState.UP) {
      history.violated(
          world.scenario == SimScenario.CALM ? "I13" : "I9",
          instance + " has " + route.id() + " " + state + ", and all is well there");
    }
  }

  /** Something happened in an instance. */
  void acted(SimInstance instance) {
    for (Candidate candidate : instance.engine.routing().all()) {
      if (!candidate.standing().equals(candidate.route().standing())) {
        history.violated("I22", instance + " mixes two states of " + candidate.route().id());
      }
    }
  }

  /** A send is over. */
  void concluded(SimHistory.Send send) {
    boolean well = !world.scenario.hasOutages() && !send.instance.isMortal;
    if (well && !send.mail.isRejectable() && (!send.isAccepted() || send.tries.size() > 1)) {
      history.violated("I8", name(send) + " suffers though its providers and network are well");
    }
  }

  private static String name(SimHistory.Send send) {
    return send.instance + " " + send.message.id().value();
  }
}
