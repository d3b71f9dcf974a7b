package io.akemail;

import io.akemail.rules.OperatorVerdict;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What goes wrong in a world, and when it is right again. */
final class SimTrouble {
  private static final List<OperatorVerdict> WORDS =
      List.of(OperatorVerdict.DISABLED, OperatorVerdict.DRAINING, OperatorVerdict.FORCED_UP);

  private final SimWorld world;
  private final SimScenario scenario;
  private final SimClock clock;
  private final SimHistory history;
  private final boolean wallJumps;
  private final Random random;
  private boolean over;

  SimTrouble(SimWorld world, boolean wallJumps, Random random) {
    this.world = world;
    this.scenario = world.scenario;
    this.clock = world.clock;
    this.history = world.history;
    this.wallJumps = wallJumps;
    this.random = random;
  }

  /** Plans all of it, between two times. */
  void plan(long from, long until) {
    for (long at = from; at < until; at += SimClock.millis(1500 + random.nextInt(6000))) {
      clock.at(at, trouble());
    }
    if (world.outbox != null) {
      for (long at = from; at < until; at += SimClock.millis(2000 + random.nextInt(20_000))) {
        int sort = random.nextInt(1_000);
        long span = SimClock.millis(200 + random.nextInt(25_000));
        clock.at(at, () -> outboxBreaks(span, sort));
      }
    }
  }

  /** Something goes wrong, or right again. */
  private Runnable trouble() {
    int kind = random.nextInt(20);
    int pick = random.nextInt(1_000);
    long span = SimClock.millis(200 + random.nextInt(25_000));
    int sort = random.nextInt(1_000);
    return () -> trouble(kind, pick, span, sort);
  }

  private void trouble(int kind, int pick, long span, int sort) {
    SimInstance instance = world.instances.get(pick % world.instances.size());
    int mortal = world.hasRock ? world.providers.size() - 1 : world.providers.size();
    SimProvider provider =
        mortal == 0 || !scenario.hasOutages() ? null : world.providers.get(pick % mortal);
    if (kind < 9 && provider != null) {
      breaks(provider, span, sort);
    } else if (kind < 11 && instance.isMortal) {
      networkBreaks(instance, span, sort);
    } else if (kind > 10 && kind < 13) {
      storeBreaks(span, sort);
    } else if (kind == 13) {
      world.store.losesNudges = !world.store.losesNudges;
    } else if (kind == 14 && instance.isMortal) {
      instance.freeze(span);
    } else if (kind == 15 && mayDie(instance)) {
      kill(instance);
    } else if (kind == 16) {
      Duration jump = Duration.ofDays(sort % 2 == 0 ? 1 : -1);
      if (wallJumps) {
        instance.machine.jump(jump);
      }
      history.see("wall jump");
    } else if (kind == 17) {
      hint(world.providers.get(pick % world.providers.size()), sort);
    } else if (kind == 18 && provider != null && world.providers.size() > 1) {
      operatorSays(instance, provider, span, sort);
    }
  }

  private void breaks(SimProvider provider, long span, int sort) {
    SimProvider.Fault[] faults = SimProvider.Fault.values();
    SimProvider.Fault fault = faults[1 + sort % (faults.length - 1)];
    if (provider.fault != SimProvider.Fault.NONE) {
      return;
    }
    provider.refusedCredential = sort % 2;
    provider.toldPause = SimClock.seconds(1 + sort % 20);
    provider.breaks(fault, clock.now());
    history.see("fault " + fault);
    history.trace("p" + provider.index + " breaks by " + fault);
    clock.in(span, () -> healed(provider));
  }

  private void healed(SimProvider provider) {
    if (provider.fault != SimProvider.Fault.NONE) {
      history.trace("p" + provider.index + " heals");
      provider.heals(clock.now());
    }
  }

  /** The whole network of an instance, or its way to one provider. */
  private void networkBreaks(SimInstance instance, long span, int sort) {
    if (instance.noNetwork.isOn() || instance.dead) {
      return;
    }
    int one = sort % (2 * world.providers.size());
    for (int i = 0; i < world.providers.size(); i++) {
      instance.blocked[i] = one >= world.providers.size() || one == i;
    }
    instance.noNetwork.begin(clock.now());
    history.see("network");
    history.trace(instance + " has no network to " + Arrays.toString(instance.blocked));
    clock.in(span, () -> networkHeals(instance));
  }

  private void networkHeals(SimInstance instance) {
    if (instance.noNetwork.isOn()) {
      Arrays.fill(instance.blocked, false);
      instance.noNetwork.end(clock.now());
      history.trace(instance + " has its network again");
    }
  }

  private void storeBreaks(long span, int sort) {
    if (world.store.fault != SimStore.Fault.NONE) {
      return;
    }
    SimStore.Fault[] faults = SimStore.Fault.values();
    SimStore.Fault fault = faults[sort % faults.length];
    history.see("store " + fault);
    history.trace("store breaks by " + fault);
    if (fault == SimStore.Fault.NONE) {
      world.store.emptied();
    } else {
      world.store.breaks(fault);
      clock.in(
          span,
          () -> {
            if (sort % 3 == 0) {
              world.store.emptied();
            }
            world.store.heals();
          });
    }
  }

  private void outboxBreaks(long span, int sort) {
    if (world.outbox.isFaulty()) {
      return;
    }
    SimOutbox.Fault[] faults = SimOutbox.Fault.values();
    SimOutbox.Fault fault = faults[1 + sort % (faults.length - 1)];
    history.see("outbox " + fault);
    history.trace("outbox breaks by " + fault);
    world.outbox.breaks(fault);
    clock.in(span, world.outbox::heals);
  }

  boolean isOver() {
    return over;
  }

  boolean mayDie(SimInstance instance) {
    return world.instances.size() > 1 && scenario.hasOutages() && !instance.dead;
  }

  void kill(SimInstance instance) {
    history.see("kill");
    history.trace(instance + " is killed");
    instance.dead = true;
    instance.died = clock.now();
    world.instances.remove(instance);
    clock.in(SimClock.seconds(3), world::born);
  }

  private void hint(SimProvider provider, int sort) {
    Kind hint =
        List.of(Kind.HINT_OK, Kind.HINT_DEGRADED, Kind.HINT_OUTAGE)
            .get(sort % (scenario == SimScenario.FEW_SICK ? 2 : 3));
    history.see("hint");
    if (!world.shares) {
      return;
    }
    Duration span = Duration.ofSeconds(50);
    world.store.hint(new SharedVerdict(SimConnector.idOf(provider), hint, "", span));
    if (hint == Kind.HINT_OUTAGE) {
      provider.hinted.add(clock.now(), clock.now() + SimClock.seconds(60));
      clock.in(SimClock.seconds(2 + sort % 20), () -> hint(provider, 0));
    }
  }

  private void operatorSays(SimInstance instance, SimProvider provider, long span, int sort) {
    OperatorVerdict verdict = WORDS.get(sort % WORDS.size());
    history.see("operator " + verdict);
    provider.operated.add(clock.now(), Long.MAX_VALUE - 1);
    instance.run(() -> tell(instance, provider, verdict, Optional.of(Duration.ofNanos(span))));
  }

  private static void tell(
      SimInstance instance,
      SimProvider provider,
      OperatorVerdict verdict,
      Optional<Duration> span) {
    Route route = instance.engine.routes().get(provider.index);
    if (instance.talk != null) {
      instance.talk.tell(route, verdict, span);
    }
    route.operatorSays(verdict, span);
    instance.wake();
  }

  /** All is well from now on. */
  void heal() {
    over = true;
    history.trace("all heals");
    world.providers.forEach(this::healed);
    world.everybody.forEach(this::networkHeals);
    world.store.heals();
    world.store.losesNudges = false;
    if (world.outbox != null) {
      world.outbox.calmsDown();
    }
    for (SimInstance instance : world.instances) {
      for (SimProvider provider : world.providers) {
        instance.run(() -> tell(instance, provider, OperatorVerdict.NONE, Optional.empty()));
      }
    }
  }
}
