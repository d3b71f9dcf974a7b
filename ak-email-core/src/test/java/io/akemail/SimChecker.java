package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.rules.Role;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth.Phase;
import java.time.Duration;
import java.util.List;

/** Holds a history against the invariants of the failover semantics. */
final class SimChecker {
  private static final long SECOND = SimClock.seconds(1);
  private static final long GRACE = SimClock.millis(250) + 1;

  private final SimWorld world;
  private final SimHistory history;

  SimChecker(SimWorld world) {
    this.world = world;
    this.history = world.history;
  }

  void check() {
    for (SimHistory.Send send : history.sends) {
      endsInTime(send);
      acceptedIsNeverSentAgain(send);
      rejectedReachesNoOther(send);
      aHealthyProviderTakesEverything(send);
    }
    history.tries.forEach(this::oldResultsChangeNothing);
    for (int i = 0; i < world.providers.size(); i++) {
      SimProvider provider = world.providers.get(i);
      List<SimHistory.Try> tries =
          history.tries.stream().filter(one -> one.provider == provider).toList();
      limitsAreKept(tries);
      probesAreSingle(tries);
      noMailWhileTheCheckFails(provider, tries);
      lastResortsAreBounded(tries);
    }
    history.changes.forEach(this::downIsFelt);
    history.changes.forEach(this::upIsEarned);
    history.changes.forEach(this::refusalsAreOfTheSameCredential);
    history.writes.forEach(this::fewTakeNothingOut);
    allIsWellInTheEnd();
    new SimMailChecker(world).check();
  }

  private void endsInTime(SimHistory.Send send) {
    long limit = Duration.ofSeconds(30).toNanos() + GRACE;
    long ended = send.isOver() ? send.ended : Math.min(history.clock.now(), send.instance.died);
    boolean awake = !send.instance.freezes.wasBetween(send.began, ended);
    if (awake && ended - send.began > limit) {
      history.violated("I1", send.message.id().value() + " ended late");
    }
  }

  private void acceptedIsNeverSentAgain(SimHistory.Send send) {
    for (int i = 0; i + 1 < send.tries.size(); i++) {
      if (send.tries.get(i).isKind(Outcome.Kind.ACCEPTED)) {
        history.violated("I3", send.message.id().value() + " was sent again after an acceptance");
      }
    }
  }

  private void rejectedReachesNoOther(SimHistory.Send send) {
    for (int i = 0; i + 1 < send.tries.size(); i++) {
      if (send.tries.get(i).isKind(Outcome.Kind.REJECTED)) {
        history.violated("I6", send.message.id().value() + " went on after a rejection");
      }
    }
  }

  /** Whatever happens to the others and to the store: one that is well takes it, in three tries. */
  private void aHealthyProviderTakesEverything(SimHistory.Send send) {
    SimProvider rock = world.providers.get(world.providers.size() - 1);
    SimInstance instance = send.instance;
    boolean quiet = !instance.noNetwork.wasBetween(send.began - 90 * SECOND, send.ended);
    boolean awake = !instance.freezes.wasBetween(send.began - 90 * SECOND, send.ended);
    boolean plain = !send.mail.isRejectable() && send.message.deliverBefore().isEmpty();
    boolean told = send.isOver() && send.claim == null;
    if (!world.hasRock || !quiet || !awake || !plain || !told) {
      return;
    }
    boolean doubtful =
        send.message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE
            && send.tries.stream().anyMatch(one -> one.isKind(Outcome.Kind.AMBIGUOUS));
    long others =
        send.tries.stream().map(one -> one.provider).filter(one -> one != rock).distinct().count();
    if (others >= 3) {
      return; // more than three attempts are not made
    }
    history.see("I7 seen");
    if (!send.isAccepted() && !doubtful) {
      history.violated(
          "I7", send.message.id().value() + " failed although p" + rock.index + " was well");
    } else if (send.isAccepted() && send.tries.size() > 3 + resolves(send)) {
      history.violated("I7", send.message.id().value() + " took " + send.tries.size() + " tries");
    }
  }

  /** Second requests to a provider that may know what became of the message. */
  private static long resolves(SimHistory.Send send) {
    return send.tries.size() - send.tries.stream().map(one -> one.provider).distinct().count();
  }

  private void oldResultsChangeNothing(SimHistory.Try one) {
    if (one.staleChange) {
      history.violated("I12", "a result of an older epoch changed p" + one.provider.index);
    }
  }

  private void limitsAreKept(List<SimHistory.Try> tries) {
    for (SimHistory.Try told : tries) {
      if (told.isKind(Outcome.Kind.OVER_LIMIT)) {
        Duration pause = ((Outcome.OverLimit) told.outcome).toldPause().orElse(Duration.ZERO);
        long until = told.ended + Math.max(pause.toNanos(), told.outcome == null ? 0 : SECOND);
        for (SimHistory.Try later : tries) {
          if (later.instance == told.instance && later.began > told.ended && later.began < until) {
            history.violated(
                "I15", later.instance + " used p" + later.provider.index + " against its limit");
          }
        }
      }
    }
  }

  /** Only of instances that the store reaches, and that were not frozen while they held a lease. */
  private void probesAreSingle(List<SimHistory.Try> tries) {
    List<SimHistory.Try> probes =
        tries.stream()
            .filter(one -> one.role == Role.PROBE && world.shares && isSteady(one))
            .toList();
    for (int i = 0; i + 1 < probes.size(); i++) {
      SimHistory.Try one = probes.get(i);
      SimHistory.Try next = probes.get(i + 1);
      boolean overlaps = one.outcome == null || next.began < one.ended;
      if (overlaps && next.began - one.began < 11 * SECOND) {
        history.violated(
            "I10",
            "two probes of p"
                + one.provider.index
                + " at once, by "
                + one.instance
                + " and "
                + next.instance);
      }
    }
  }

  private boolean isSteady(SimHistory.Try one) {
    long since = one.began - 40 * SECOND;
    boolean store = !world.store.faults.wasBetween(since, one.began + 12 * SECOND);
    boolean awake = !one.instance.freezes.wasBetween(since, one.began + 12 * SECOND);
    return store && awake && one.began - one.instance.born > 5 * SECOND;
  }

  private void noMailWhileTheCheckFails(SimProvider provider, List<SimHistory.Try> tries) {
    for (SimHistory.Try one : tries) {
      long since = one.began - 15 * SECOND;
      boolean failing = provider.hasCheck && provider.checksFail.wasAlwaysBetween(since, one.began);
      boolean awake = !one.instance.freezes.wasBetween(since - 5 * SECOND, one.began);
      if (one.role == Role.PROBE && failing && awake) {
        history.violated(
            "I21",
            one.instance
                + " spent a mail on p"
                + provider.index
                + " whose check failed all the time");
      }
    }
  }

  private void lastResortsAreBounded(List<SimHistory.Try> tries) {
    for (SimInstance instance : world.everybody) {
      long count =
          tries.stream()
              .filter(one -> one.instance == instance && one.role == Role.LAST_RESORT)
              .count();
      long lived = (Math.min(history.clock.now(), instance.died) - instance.born) / SECOND;
      if (count > lived + 3) {
        history.violated("I21", instance + " made " + count + " last resorts in " + lived + " s");
      }
    }
  }

  /** Nobody holds a provider down without anybody having met a fault of it. */
  private void downIsFelt(SimHistory.Change change) {
    boolean down =
        change.after().state() == ProviderState.DOWN
            && change.before().state() != ProviderState.PROBING
            && change.before().state() != ProviderState.DOWN;
    if (down && !wasFeltLately(change.provider(), change.at())) {
      history.violated(
          "I13",
          change.instance() + " has p" + change.provider().index + " down, and nobody met a fault");
    }
  }

  private boolean wasFeltLately(SimProvider provider, long at) {
    long since = at - 100 * SECOND;
    boolean remote =
        provider.outages.wasBetween(since, at) || provider.operated.wasBetween(since, at);
    return remote
        || world.everybody.stream()
            .anyMatch(
                one -> one.noNetwork.wasBetween(since, at) || one.freezes.wasBetween(since, at));
  }

  /** Out of use, it is not used again without an answer of the provider. */
  private void upIsEarned(SimHistory.Change change) {
    boolean wasOut =
        change.before().state() == ProviderState.DOWN
            || change.before().state() == ProviderState.PROBING;
    boolean inUse =
        change.after().state() == ProviderState.UP
            || change.after().state() == ProviderState.RAMPING;
    if (!wasOut || !inUse || change.provider().operated.wasBetween(0, change.at())) {
      return;
    }
    boolean answered =
        history.tries.stream()
            .filter(one -> one.provider == change.provider() && one.outcome != null)
            .anyMatch(
                one ->
                    !one.outcome.kind().isFault()
                        && one.ended <= change.at()
                        && one.ended > change.at() - 120 * SECOND);
    if (change.after().state() == ProviderState.UP || !answered) {
      history.violated(
          "I13",
          change.instance() + " uses p" + change.provider().index + " again without an answer");
    }
  }

  private void refusalsAreOfTheSameCredential(SimHistory.Change change) {
    if (change.after().state() != ProviderState.MISCONFIGURED
        || change.before().state() == ProviderState.MISCONFIGURED) {
      return;
    }
    int credential = change.instance().credentialAt(change.provider());
    boolean refused =
        history.tries.stream()
            .anyMatch(
                one ->
                    one.provider == change.provider()
                        && one.isKind(Outcome.Kind.MISCONFIGURED)
                        && one.instance.credentialAt(one.provider) == credential);
    if (!refused) {
      history.violated("I16", change.instance() + " suffers from another credential's refusal");
    }
  }

  /** A provider that is well is taken from nobody by a few with a broken network. */
  private void fewTakeNothingOut(SimHistory.Written write) {
    SimProvider provider =
        world.providers.stream()
            .filter(one -> SimConnector.idOf(one).equals(write.provider()))
            .findFirst()
            .orElseThrow();
    boolean takesOut =
        write.after().phase() == Phase.DOWN
            && (write.before() == null || write.before().phase() != Phase.DOWN);
    long since = write.at() - 60 * SECOND;
    boolean well = !provider.outages.wasBetween(since, write.at());
    boolean hinted = provider.hinted.wasBetween(since, write.at());
    if (!takesOut || !well || hinted || write.at() < 20 * SECOND) {
      return;
    }
    List<SimInstance> alive =
        world.everybody.stream()
            .filter(one -> one.born < write.at() - 10 * SECOND && one.died > write.at())
            .toList();
    long sick =
        alive.stream()
            .filter(
                one ->
                    one.noNetwork.wasBetween(since, write.at())
                        || one.freezes.wasBetween(since, write.at()))
            .count();
    history.see("I9 seen");
    if (2 * sick <= alive.size()) {
      history.violated(
          "I9", sick + " sick of " + alive.size() + " took p" + provider.index + " out");
    }
  }

  private void allIsWellInTheEnd() {
    for (SimInstance instance : world.instances) {
      for (Route route : instance.engine.routes()) {
        ProviderState state = route.standing().state();
        if (state != ProviderState.UP && state != ProviderState.RAMPING) {
          history.violated(
              "I11",
              instance
                  + " still has "
                  + route.id()
                  + " "
                  + state
                  + " "
                  + route.standing().reason());
        }
      }
    }
  }
}
