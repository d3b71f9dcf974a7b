package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.InMemoryOutbox;
import io.akemail.outbox.TestOutboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One run: instances, providers, a store, perhaps an outbox, and what goes wrong with them, all
 * from one seed.
 */
final class SimWorld {
  private static final int CROWD = 10;
  private static final long TROUBLE = SimClock.seconds(70);
  private static final long END = SimClock.seconds(220);
  private static final long LAST_ENQUEUED = SimClock.seconds(175);
  private static final int MAX_SENDS = 600;
  private static final double FEW_PER_SECOND = 0.08;
  private static final long SOON = SimClock.millis(300);
  private static final int DEDUPE_KEYS = 5;

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
  final SimLedger ledger;
  final SimTrouble trouble;
  final List<SimProvider> providers = new ArrayList<>();
  final List<SimInstance> instances = new ArrayList<>();
  final List<SimInstance> everybody = new ArrayList<>();
  final SimStore store;
  final SimOutbox outbox; // null in some worlds
  final boolean shares;
  final boolean hasRock; // the last provider never has a fault
  final boolean waitsLong; // messages expire by their own time only
  private final boolean stateTimes; // messages state when they are of no use any more
  final FailoverSettings settings =
      FailoverSettings.builder()
          .credentialRetry(Duration.ofSeconds(20))
          .untoldLimit(Duration.ofSeconds(1))
          .maxInFlight(16)
          .build();

  private final Duration lease;
  private final Random random;
  private final int mostSends;
  private int born;
  int size;

  SimWorld(long seed, Options options) {
    this(seed, options, SimScenario.MIXED);
  }

  SimWorld(long seed, Options options, SimScenario scenario) {
    this.scenario = scenario;
    this.random = new Random(seed);
    this.history = new SimHistory(clock, options.traced());
    this.witness = new SimWitness(this, history);
    this.ledger = new SimLedger(this);
    int count = 1 + random.nextInt(4);
    this.hasRock = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      providers.add(new SimProvider(i, random, options.resends()));
    }
    this.shares = random.nextInt(5) > 0;
    this.mostSends = scenario == SimScenario.BUSY ? MAX_SENDS * CROWD / 2 : MAX_SENDS;
    this.store =
        new SimStore(clock, new Random(random.nextLong()), history, options.lastWriterWins());
    boolean hasOutbox = random.nextInt(3) > 0;
    this.stateTimes = random.nextInt(3) == 0; // a wall clock that jumps would decide on them
    this.waitsLong = random.nextInt(3) > 0;
    this.lease = Duration.ofSeconds(15 + random.nextInt(20));
    this.outbox = hasOutbox ? outbox(new Random(random.nextLong())) : null;
    this.trouble =
        new SimTrouble(this, options.wallJumps() && !stateTimes, new Random(random.nextLong()));
  }

  /** A fleet with two providers that have a check; it runs, and nothing goes wrong by itself. */
  SimWorld(long seed, Fleet fleet) {
    this.scenario = SimScenario.MIXED;
    this.random = new Random(seed);
    this.history = new SimHistory(clock, false);
    this.witness = new SimWitness(this, history);
    this.ledger = new SimLedger(this);
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
    this.stateTimes = false;
    this.waitsLong = true;
    this.lease = Duration.ofSeconds(60);
    this.outbox = null;
    this.trouble = new SimTrouble(this, false, random);
    this.size = fleet.size();
    for (int i = 0; i < size; i++) {
      born();
    }
  }

  private SimOutbox outbox(Random chance) {
    InMemoryOutbox.Builder limits =
        InMemoryOutbox.builder()
            .timeToLive(waitsLong ? Duration.ofHours(24) : Duration.ofSeconds(20))
            .maxMessages(chance.nextInt(4) == 0 ? 30 : 10_000);
    SimClock.Machine machine = clock.new Machine(0, Duration.ZERO);
    return new SimOutbox(this, chance, TestOutboxes.at(machine::nanos, machine::instant, limits));
  }

  /** What the relays of all instances have in common. */
  RelaySettings.Builder relaySettings() {
    return RelaySettings.builder()
        .lease(lease)
        .firstRetry(Duration.ofSeconds(2))
        .longestRetry(Duration.ofSeconds(16))
        .poll(Duration.ofMillis(1_500));
  }

  /** Runs it from its beginning to its end and returns what happened. */
  SimHistory run() {
    size = 1 + random.nextInt(random.nextInt(12) + 1);
    for (int i = 0; i < size; i++) {
      born();
    }
    trouble.plan(SimClock.seconds(8), TROUBLE);
    clock.at(TROUBLE, trouble::heal);
    clock.runUntil(END);
    new SimChecker(this).check();
    return history;
  }

  void born() {
    SimInstance instance =
        new SimInstance(this, "i" + born++, new Random(random.nextLong()), shares);
    instances.add(instance);
    everybody.add(instance);
    nextMail(instance, new Random(random.nextLong()));
  }

  private void nextMail(SimInstance instance, Random chance) {
    boolean healing = trouble.isOver();
    boolean enough = history.mails.size() >= mostSends * (healing ? 2L : 1L);
    double usual = healing ? Math.max(1, instance.perSecond / 2) : instance.perSecond;
    double wanted = scenario == SimScenario.BUSY ? usual * CROWD : usual;
    double perSecond = enough ? FEW_PER_SECOND : wanted;
    long pause = (long) (-Math.log(1 - chance.nextDouble()) / perSecond * 1e9);
    clock.in(
        Math.min(pause, SimClock.seconds(20)),
        () -> {
          if (!instance.dead) {
            hands(instance, chance);
            if (enough) { // the first asks for the right to probe, the second can be the probe
              clock.in(SOON, () -> hands(instance, chance));
            }
            nextMail(instance, chance);
          }
        });
  }

  /** A caller hands one message in. */
  private void hands(SimInstance instance, Random chance) {
    boolean mayWait = outbox != null && clock.now() < LAST_ENQUEUED;
    boolean waits = mayWait && chance.nextInt(3) == 0;
    SimMail mail = mail(instance, chance.nextInt(waits ? 2 : 3) == 0, chance);
    instance.run(
        () -> {
          if (waits) {
            instance.sender.enqueue(mail);
          } else {
            instance.sender.send(mail);
          }
        });
  }

  private SimMail mail(SimInstance instance, boolean atMostOnce, Random chance) {
    EmailMessage.Builder message =
        Messages.builder().messageId(MessageId.of("m" + history.mails.size() + "@sim.example"));
    if (atMostOnce) {
      message.deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE);
    }
    if (chance.nextInt(12) == 0) {
      message.dedupeKey("k" + chance.nextInt(DEDUPE_KEYS));
    }
    if (stateTimes && chance.nextInt(4) == 0) {
      Duration span = Duration.ofMillis(1_000 + chance.nextInt(40_000));
      message.deliverBefore(instance.machine.instant().plus(span));
    }
    int all = (1 << providers.size()) - 1;
    int rejectedBy = chance.nextInt(20) > 0 ? 0 : chance.nextBoolean() ? all : chance.nextInt(all);
    SimMail mail = new SimMail(message.build(), rejectedBy);
    history.mails.put(mail.id(), mail);
    return mail;
  }
}
