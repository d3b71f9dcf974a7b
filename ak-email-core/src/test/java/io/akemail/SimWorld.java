package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.rules.OperatorVerdict;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One run: instances, providers, a store, and what goes wrong with them, all from one seed. */
final class SimWorld {
  private static final long TROUBLE = SimClock.seconds(70);
  private static final long HEALING = SimClock.seconds(150);
  private static final int MAX_SENDS = 600;
  private static final List<OperatorVerdict> WORDS =
      List.of(OperatorVerdict.DISABLED, OperatorVerdict.DRAINING, OperatorVerdict.FORCED_UP);

  /** How a run differs from the plain one: for comparisons and planted faults. */
  record Options(boolean wallJumps, boolean lastWriterWins, boolean resends, boolean traced) {
    static final Options PLAIN = new Options(true, false, false, false);
  }

  /** So many instances, which share what they know or not; for a world that is not drawn. */
  record Fleet(int size, boolean shares) {}

  final SimClock clock = new SimClock();
  final SimHistory history;
  final SimScenario scenario;
  final SimWitness witness;
  final List<SimProvider> providers = new ArrayList<>();
  final List<SimInstance> instances = new ArrayList<>();
  final List<SimInstance> everybody = new ArrayList<>();
  final SimStore store;
  final boolean shares;
  final boolean hasRock; // the last provider never has a fault
  final FailoverSettings settings =
      FailoverSettings.builder()
          .credentialRetry(Duration.ofSeconds(20))
          .untoldLimit(Duration.ofSeconds(1))
          .maxInFlight(16)
          .build();

  private final Options options;
  private final Random random;
  private final int mostSends;
  private int born;
  int size;
  private int messages;
  private boolean healing;

  SimWorld(long seed, Options options) {
    this(seed, options, SimScenario.MIXED);
  }

  SimWorld(long seed, Options options, SimScenario scenario) {
    this.options = options;
    this.scenario = scenario;
    this.random = new Random(seed);
    this.history = new SimHistory(clock, options.traced());
    this.witness = new SimWitness(this, history);
    int count = 1 + random.nextInt(4);
    this.hasRock = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      providers.add(new SimProvider(i, random, options.resends()));
    }
    this.shares = random.nextInt(5) > 0;
    this.mostSends = MAX_SENDS;
    this.store =
        new SimStore(clock, new Random(random.nextLong()), history, options.lastWriterWins());
  }

  /** A fleet with two providers that have a check; it runs, and nothing goes wrong by itself. */
  SimWorld(long seed, Fleet fleet) {
    this.options = Options.PLAIN;
    this.scenario = SimScenario.MIXED;
    this.random = new Random(seed);
    this.history = new SimHistory(clock, false);
    this.witness = new SimWitness(this, history);
    this.hasRock = true;
    while (providers.size() < 2) {
      SimProvider drawn = new SimProvider(providers.size(), random, false);
      if (drawn.hasCheck) {
        providers.add(drawn);
      }
    }
    this.shares = fleet.shares();
    this.mostSends = Integer.MAX_VALUE;
    this.store = new SimStore(clock, new Random(random.nextLong()), history, false);
    this.size = fleet.size();
    for (int i = 0; i < size; i++) {
      born();
    }
  }

  /** Runs it from its beginning to its end and returns what happened. */
  SimHistory run() {
    size = 1 + random.nextInt(random.nextInt(12) + 1);
    for (int i = 0; i < size; i++) {
      born();
    }
    for (long at = SimClock.seconds(8);
        at < TROUBLE;
        at += SimClock.millis(1500 + random.nextInt(6000))) {
      clock.at(at, trouble());
    }
    clock.at(TROUBLE, this::heal);
    clock.runUntil(TROUBLE + HEALING);
    new SimChecker(this).check();
    return history;
  }

  private void born() {
    SimInstance instance =
        new SimInstance(this, "i" + born++, new Random(random.nextLong()), shares);
    instances.add(instance);
    everybody.add(instance);
    nextSend(instance, new Random(random.nextLong()));
  }

  private void nextSend(SimInstance instance, Random chance) {
    double perSecond = healing ? Math.max(1, instance.perSecond / 2) : instance.perSecond;
    long pause = (long) (-Math.log(1 - chance.nextDouble()) / perSecond * 1e9);
    clock.in(
        Math.min(pause, SimClock.seconds(20)),
        () -> {
          if (!instance.dead && messages < mostSends * (healing ? 2L : 1L)) {
            boolean rejectable = chance.nextInt(40) == 0;
            EmailMessage message = message(chance);
            instance.run(() -> instance.send(message, rejectable));
          }
          if (!instance.dead) {
            nextSend(instance, chance);
          }
        });
  }

  private EmailMessage message(Random chance) {
    EmailMessage.Builder builder =
        Messages.builder().messageId(MessageId.of("m" + messages++ + "@sim.example"));
    return chance.nextInt(3) == 0
        ? builder.deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE).build()
        : builder.build();
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
    SimInstance instance = instances.get(pick % instances.size());
    int mortal = hasRock ? providers.size() - 1 : providers.size();
    SimProvider provider =
        mortal == 0 || !scenario.hasOutages() ? null : providers.get(pick % mortal);
    if (kind < 9 && provider != null) {
      breaks(provider, span, sort);
    } else if (kind < 11 && instance.isMortal) {
      networkBreaks(instance, span, sort);
    } else if (kind > 10 && kind < 13) {
      storeBreaks(span, sort);
    } else if (kind == 13) {
      store.losesNudges = !store.losesNudges;
    } else if (kind == 14 && instance.isMortal) {
      instance.freeze(span);
    } else if (kind == 15 && instances.size() > 1 && scenario.hasOutages()) {
      kill(instance);
    } else if (kind == 16) {
      Duration jump = Duration.ofDays(sort % 2 == 0 ? 1 : -1);
      if (options.wallJumps()) {
        instance.machine.jump(jump);
      }
      history.see("wall jump");
    } else if (kind == 17) {
      hint(providers.get(pick % providers.size()), sort);
    } else if (kind == 18 && provider != null && providers.size() > 1) {
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
    int one = sort % (2 * providers.size());
    for (int i = 0; i < providers.size(); i++) {
      instance.blocked[i] = one >= providers.size() || one == i;
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
    if (store.fault != SimStore.Fault.NONE) {
      return;
    }
    SimStore.Fault[] faults = SimStore.Fault.values();
    SimStore.Fault fault = faults[sort % faults.length];
    history.see("store " + fault);
    history.trace("store breaks by " + fault);
    if (fault == SimStore.Fault.NONE) {
      store.emptied();
    } else {
      store.breaks(fault);
      clock.in(
          span,
          () -> {
            if (sort % 3 == 0) {
              store.emptied();
            }
            store.heals();
          });
    }
  }

  private void kill(SimInstance instance) {
    history.see("kill");
    history.trace(instance + " is killed");
    instance.dead = true;
    instance.died = clock.now();
    instances.remove(instance);
    clock.in(SimClock.seconds(3), this::born);
  }

  private void hint(SimProvider provider, int sort) {
    Kind hint =
        List.of(Kind.HINT_OK, Kind.HINT_DEGRADED, Kind.HINT_OUTAGE)
            .get(sort % (scenario == SimScenario.FEW_SICK ? 2 : 3));
    history.see("hint");
    if (!shares) {
      return;
    }
    Duration span = Duration.ofSeconds(50);
    store.hint(new SharedVerdict(SimConnector.idOf(provider), hint, "", span));
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

  private void heal() {
    healing = true;
    history.trace("all heals");
    providers.forEach(this::healed);
    everybody.forEach(this::networkHeals);
    store.heals();
    store.losesNudges = false;
    for (SimInstance instance : instances) {
      for (SimProvider provider : providers) {
        instance.run(() -> tell(instance, provider, OperatorVerdict.NONE, Optional.empty()));
      }
    }
  }

  long troubleEnds() {
    return TROUBLE;
  }
}
