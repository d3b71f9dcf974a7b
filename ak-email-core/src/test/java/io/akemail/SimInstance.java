package io.akemail;

import io.akemail.rules.Standing;
import io.akemail.spi.EmailProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One process of the host application: the real engine, its watch and its talk with the store. */
final class SimInstance {
  private static final long LOOK = SimClock.millis(25);

  final String name;
  final SimWorld world;
  final SimClock.Machine machine;
  final Engine engine;
  final StoreTalk talk;
  final SimSender sender;
  final long born;
  final double perSecond;
  final int credential;
  final Random random;
  private final Standing[] standings;
  private final long[] checkNotBefore;
  private final boolean[] checking;

  final boolean isMortal; // may lose its network or be frozen
  boolean dead;
  final boolean[] blocked; // the way to a provider
  final SimTimes noNetwork = new SimTimes(); // to one or all of them
  private boolean frozen;
  final SimTimes freezes = new SimTimes();
  long died = Long.MAX_VALUE;
  private final List<Runnable> deferred = new ArrayList<>();
  private boolean looking;
  private boolean stepPlanned;
  private long stepPlannedFor;
  private long stepNotBefore;

  SimInstance(SimWorld world, String name, Random random, boolean shares) {
    this.world = world;
    this.name = name;
    this.random = random;
    this.born = world.clock.now();
    this.isMortal = world.everybody.size() < world.scenario.mortals(world.size);
    this.perSecond = 0.2 + random.nextInt(12) * random.nextDouble();
    this.credential = random.nextInt(3) == 0 ? 1 : 0;
    this.machine =
        world.clock.new Machine(random.nextLong() >> 8, Duration.ofSeconds(random.nextInt(9)));
    Guests guests = new Guests();
    Listeners listeners = new Listeners(List.of(), Thread::new, guests);
    List<EmailProvider> providers = new ArrayList<>();
    for (SimProvider remote : world.providers) {
      providers.add(new SimConnector(remote, credentialAt(remote)));
    }
    this.engine =
        new Engine(
            world.settings, providers, machine, new Random(random.nextLong()), guests, listeners);
    this.blocked = new boolean[providers.size()];
    this.standings = new Standing[providers.size()];
    this.checkNotBefore = new long[providers.size()];
    this.checking = new boolean[providers.size()];
    for (int i = 0; i < standings.length; i++) {
      standings[i] = engine.routes().get(i).standing();
    }
    if (shares) {
      this.talk =
          new StoreTalk(
              world.store.of(this), engine, name, new byte[] {1}, this::planStep, this::wake);
      engine.shareWith(talk);
      world.store.of(this).onChange(provider -> run(() -> talk.nudged(provider)));
      planStep();
    } else {
      this.talk = null;
    }
    this.sender = new SimSender(this, world.outbox);
  }

  int credentialAt(SimProvider remote) {
    return remote.ownCredentials ? credential : 0;
  }

  long now() {
    return world.clock.now();
  }

  /** Runs something of this process now; when it is frozen, later; when it is dead, never. */
  void run(Runnable action) {
    if (dead) {
      return;
    }
    if (frozen) {
      deferred.add(action);
      return;
    }
    action.run();
    note();
  }

  void in(long nanos, Runnable action) {
    world.clock.in(nanos, () -> run(action));
  }

  void freeze(long nanos) {
    if (frozen) {
      return;
    }
    frozen = true;
    freezes.begin(now());
    world.history.see("freeze");
    world.clock.in(
        nanos,
        () -> {
          frozen = false;
          freezes.end(now());
          List<Runnable> late = List.copyOf(deferred);
          deferred.clear();
          late.forEach(this::run);
        });
  }

  void wake() {
    if (!looking) {
      looking = true;
      in(0, this::look);
    }
  }

  private void look() {
    boolean more = false;
    long now = machine.nanos();
    for (Route route : engine.routes()) {
      more |= route.watch(now);
      check(route);
    }
    looking = more;
    if (more) {
      in(LOOK, this::look);
    }
  }

  private void check(Route route) {
    int index = route.index();
    if (checking[index] || now() < checkNotBefore[index] || !route.wantsCheck(machine.nanos())) {
      return;
    }
    checking[index] = true;
    checkNotBefore[index] = now() + SimClock.millis(800 + random.nextInt(200));
    SimProvider remote = world.providers.get(index);
    boolean hangs = remote.fault == SimProvider.Fault.HANG;
    world.history.see("check");
    in(
        hangs ? SimClock.seconds(1) : SimClock.millis(2 + random.nextInt(20)),
        () -> {
          checking[index] = false;
          boolean answered = !blocked[index] && remote.fault.answersChecks;
          world.history.trace(name + " checks p" + index + " " + answered);
          route.checked(answered, machine.nanos());
          wake();
        });
  }

  /** The store's thread shall run soon. */
  void planStep() {
    planStep(0);
  }

  private void planStep(long nanos) {
    long at = Math.max(now() + nanos, stepNotBefore);
    if (!stepPlanned || at < stepPlannedFor) {
      stepPlanned = true;
      stepPlannedFor = at;
      world.clock.at(at, () -> run(() -> step(at)));
    }
  }

  private void step(long plannedFor) {
    if (!stepPlanned || stepPlannedFor != plannedFor) {
      return; // planned anew meanwhile
    }
    stepPlanned = false;
    long wait = talk.step();
    planStep(Math.max(wait, SimClock.millis(1)));
  }

  /** A call of the store is waited for until it times out. */
  void storeHangs() {
    stepNotBefore = Math.max(stepNotBefore, now()) + SimClock.millis(250);
  }

  /** Whatever runs in this process may have changed what it holds of a provider. */
  private void note() {
    world.witness.acted(this);
    for (Route route : engine.routes()) {
      Standing after = route.standing();
      Standing before = standings[route.index()];
      if (!after.equals(before)) {
        standings[route.index()] = after;
        world.history.changed(this, world.providers.get(route.index()), before, after);
        world.witness.stands(this, route, after);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
