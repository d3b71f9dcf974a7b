package io.akemail;

import io.akemail.rules.Census;
import io.akemail.rules.OperatorVerdict;
import io.akemail.rules.Standing;
import io.akemail.rules.StoreRest;
import io.akemail.rules.Verdicts;
import io.akemail.rules.Wish;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one sender and the shared store say to each other: reads what holds, has the rules say what
 * is to be done about it, and does it.
 *
 * <p>All of it happens in {@link #step}, which belongs to one thread; the other methods are
 * thread-safe and only leave a note. Makes no thread itself.
 */
final class StoreTalk {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final long PACE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long RETRY_NANOS = Duration.ofMillis(250).toNanos();
  private static final long NUDGED_NANOS = Duration.ofMillis(100).toNanos();
  private static final long HEARTBEAT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration HINT_SPAN = Duration.ofMinutes(5);
  private static final int ROUNDS = 4;

  /** One provider as far as the store is concerned. */
  private static final class Desk {
    final Route route;
    final String fingerprint;
    final Map<Lease.Purpose, String> tokens = new EnumMap<>(Lease.Purpose.class);
    volatile boolean isDue;

    Desk(Route route, String fingerprint) {
      this.route = route;
      this.fingerprint = fingerprint;
    }
  }

  private final StatusStore store;
  private final Engine engine;
  private final String instance;
  private final Runnable hurry;
  private final Runnable wakeWatch;
  private final List<Desk> desks = new ArrayList<>();
  private final PendingWords words = new PendingWords();
  private final StoreRest rest = new StoreRest();
  private final Census census = new Census();

  private volatile boolean urgent = true;
  private volatile boolean resting;
  private volatile boolean signOfLife;
  private boolean joined;
  private long joinedAt;
  private long steppedAt;
  private long allDueAt;
  private boolean failing;

  /**
   * Nothing is said yet.
   *
   * @param hurry makes {@link #step} run soon
   * @param wakeWatch makes the watch look, since a timer may run
   */
  StoreTalk(
      StatusStore store,
      Engine engine,
      String instance,
      byte[] salt,
      Runnable hurry,
      Runnable wakeWatch) {
    this.store = store;
    this.engine = engine;
    this.instance = instance;
    this.hurry = hurry;
    this.wakeWatch = wakeWatch;
    for (Route route : engine.routes()) {
      desks.add(new Desk(route, fingerprint(route, salt)));
      route.hears(engine.nanos(), verdicts -> verdicts.join(instance));
    }
    this.steppedAt = engine.nanos() - NUDGED_NANOS;
    this.allDueAt = steppedAt;
  }

  private String fingerprint(Route route, byte[] salt) {
    return engine
        .guests()
        .ask(
            "provider " + route.id(),
            () -> route.provider().credentialFingerprint(salt.clone()),
            "unknown");
  }

  /** A provider's word holds until then; or no more, for {@link Standing#NO_TIMER}. */
  void tell(Route route, Kind kind, long until) {
    boolean ends = until == Standing.NO_TIMER;
    put(new PendingWords.Word(route, kind, desk(route).fingerprint, until, ends));
  }

  /** An operator's word. */
  void tell(Route route, OperatorVerdict verdict, Optional<Duration> span) {
    boolean ends = verdict == OperatorVerdict.NONE;
    Kind kind = ends ? Kind.DISABLED : Kind.valueOf(verdict.name());
    long now = engine.nanos();
    long until = span.map(length -> now + length.toNanos()).orElse(Standing.NO_TIMER);
    put(new PendingWords.Word(route, kind, instance, until, ends));
  }

  /** The provider's public word. */
  void tell(Route route, Hint hint) {
    boolean ends = hint == Hint.UNKNOWN;
    Kind kind = ends ? Kind.HINT_OK : Kind.valueOf("HINT_" + hint.name());
    long until = engine.nanos() + HINT_SPAN.toNanos();
    put(new PendingWords.Word(route, kind, "", until, ends));
  }

  private void put(PendingWords.Word word) {
    words.put(word);
    urgent = true;
    hurry.run();
  }

  /** Something changed here that may concern all. */
  void concerns(Route route, boolean isUrgent) {
    desk(route).isDue = true;
    urgent |= isUrgent;
    hurry.run();
  }

  /** Another sender changed something; perhaps an unknown provider, which is passed over. */
  void nudged(@Nullable ProviderId provider) {
    for (Desk desk : desks) {
      desk.isDue |= desk.route.id().equals(provider);
    }
    signOfLife = true;
    hurry.run();
  }

  /** Whether this instance is the one that reads the provider's status page this time. */
  boolean mayPoll(Route route, Duration span) {
    if (resting) {
      return true;
    }
    Lease lease = new Lease(Lease.Purpose.POLL, route.id(), token());
    return engine.guests().ask("status store", () -> store.tryLease(lease, span), Boolean.TRUE);
  }

  private Desk desk(Route route) {
    return desks.get(route.index());
  }

  /** Does what is due; how many nanoseconds until something may be due again. */
  long step() {
    long now = engine.nanos();
    if (signOfLife) {
      signOfLife = false;
      rest.end(now);
    }
    long wait = waitNanos(now);
    if (wait > 0) {
      return wait;
    }
    boolean all = now - allDueAt >= 0;
    urgent = false;
    steppedAt = now;
    try {
      talk(all, now);
      succeeded();
      if (all) {
        allDueAt = now + (long) ((0.8 + 0.4 * engine.random().nextDouble()) * PACE_NANOS);
      }
    } catch (Throwable e) {
      failed(Guests.nameOf(e));
    }
    wakeWatch.run();
    return Math.max(0, waitNanos(engine.nanos()));
  }

  private long waitNanos(long now) {
    long resting = rest.restNanos(now);
    if (resting > 0) {
      return resting;
    }
    long untilAll = allDueAt - now;
    if (urgent) {
      return 0;
    }
    boolean due = desks.stream().anyMatch(desk -> desk.isDue);
    return due ? Math.min(untilAll, steppedAt + NUDGED_NANOS - now) : untilAll;
  }

  private void talk(boolean all, long now) {
    if (!joined || now - joinedAt >= HEARTBEAT_NANOS) {
      join(now);
      desks.forEach(desk -> desk.route.hears(now, Verdicts::heartbeat));
    }
    words.writeTo(store, engine);
    for (Desk desk : desks) {
      if (all || desk.isDue) {
        desk.isDue = false;
        talkOf(desk);
      }
    }
  }

  private void join(long now) {
    census.counts(store.join(instance, Census.SPAN), now);
    joined = true;
    joinedAt = now;
  }

  private void talkOf(Desk desk) {
    boolean again = true;
    boolean counted = false;
    for (int round = 0; again && round < ROUNDS; round++) {
      SharedStatus status = store.read(desk.route.id());
      long now = engine.nanos();
      desk.route.hears(now, verdicts -> tell(verdicts, status, desk, now));
      again = false;
      for (Wish wish : wishes(desk.route, now)) {
        long from = engine.nanos();
        if (takesOut(wish) && !counted) {
          join(from); // how many there are matters now: decide again with the latest count
          counted = true;
          again = true;
          break;
        }
        boolean success = fulfil(desk, wish);
        desk.route.hears(engine.nanos(), verdicts -> verdicts.done(wish, success, from));
        again |= changesRecord(wish);
      }
    }
  }

  /** What the store said while words for it were waiting may be older than they are. */
  private void tell(Verdicts verdicts, SharedStatus status, Desk desk, long now) {
    verdicts.heardOfHealth(status, census, now);
    if (words.isEmpty()) {
      verdicts.heardWords(status.verdicts(), desk.fingerprint, now);
    }
  }

  private List<Wish> wishes(Route route, long now) {
    boolean selfSuspect = isSelfSuspect(now);
    long answeredAt = route.bulkhead().answeredAt();
    return route.ask(verdicts -> verdicts.wishes(selfSuspect, answeredAt, now));
  }

  private static boolean takesOut(Wish wish) {
    return wish instanceof Wish.Write write && write.next().phase() == SharedHealth.Phase.DOWN;
  }

  private static boolean changesRecord(Wish wish) {
    return wish instanceof Wish.Write || (wish instanceof Wish.Say say && say.kind() != Kind.GOOD);
  }

  /** Several providers fail here at once, by what may be our own fault. */
  private boolean isSelfSuspect(long now) {
    return desks.stream()
            .filter(desk -> desk.route.ask(verdicts -> verdicts.hadLocalFaultLately(now)))
            .count()
        >= 2;
  }

  private boolean fulfil(Desk desk, Wish wish) {
    ProviderId provider = desk.route.id();
    if (wish instanceof Wish.Write write) {
      return store.write(provider, write.next(), write.expected());
    }
    if (wish instanceof Wish.Say say) {
      store.put(new SharedVerdict(provider, say.kind(), instance, say.span()));
    } else if (wish instanceof Wish.TakeBack back) {
      store.remove(new SharedVerdict(provider, back.kind(), instance, null));
    } else if (wish instanceof Wish.Take take) {
      String token = desk.tokens.computeIfAbsent(take.purpose(), purpose -> token());
      return store.tryLease(new Lease(take.purpose(), provider, token), take.span());
    } else if (wish instanceof Wish.GiveBack back) {
      String token = desk.tokens.remove(back.purpose());
      if (token != null) {
        store.release(new Lease(back.purpose(), provider, token));
      }
    }
    return true;
  }

  private String token() {
    return Long.toHexString(engine.random().nextLong());
  }

  private void succeeded() {
    rest.succeeded();
    resting = false;
    if (failing) {
      failing = false;
      LOG.info("The status store answers again");
    }
  }

  private void failed(String what) {
    long now = engine.nanos();
    rest.failed(now);
    census.lost();
    joined = false;
    allDueAt = now + RETRY_NANOS;
    if (!failing) {
      failing = true;
      LOG.warn("The status store failed with {}; what is known stands, and mail goes on", what);
    }
    if (rest.isResting()) {
      resting = true;
      desks.forEach(desk -> desk.route.hears(now, verdicts -> verdicts.storeLost(now)));
    }
  }
}
