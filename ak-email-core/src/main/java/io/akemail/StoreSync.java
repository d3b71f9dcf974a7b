package io.akemail;

import io.akemail.internal.Heartbeat;
import io.akemail.rules.OperatorVerdict;
import io.akemail.rules.Standing;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Keeps one sender and the shared store in step, on a thread of its own: writes what this sender
 * was told, then reads what others were told, once a second and at each nudge.
 *
 * <p>What waits to be written is kept by kind, the newest only, so that a store that hangs costs
 * neither memory nor time of a send. What a store says while writes wait is not taken over, since
 * it may be older than they are.
 */
final class StoreSync implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final String GUEST = "status store";

  /** What is to be written: a verdict with its end, or the end of a verdict. */
  private record Change(Route route, Kind kind, long until, boolean ends) {}

  private record Slot(Route route, String topic) {}

  private final StatusStore store;
  private final Engine engine;
  private final ThreadFactory threads;
  private final Watch watch;
  private final Map<Route, String> fingerprints = new HashMap<>();
  private final Map<Slot, Change> waiting = new LinkedHashMap<>(); // guarded by itself
  private final Heartbeat heartbeat;

  StoreSync(StatusStore store, Engine engine, byte[] salt, ThreadFactory threads, Watch watch) {
    this.store = store;
    this.engine = engine;
    this.threads = threads;
    this.watch = watch;
    for (Route route : engine.routes()) {
      String print =
          engine
              .guests()
              .ask(
                  "provider " + route.id(),
                  () -> route.provider().credentialFingerprint(salt.clone()),
                  "unknown");
      fingerprints.put(route, print);
    }
    engine.shareWith(this);
    this.heartbeat = new Heartbeat(threads, PACE, this::step);
    engine.guests().run(GUEST, () -> store.onChange(provider -> heartbeat.hurry()));
  }

  /** A provider's word holds until then; or no more, for {@link Standing#NO_TIMER}. */
  void tell(Route route, Kind kind, long until) {
    put(new Slot(route, kind.name()), new Change(route, kind, until, until == Standing.NO_TIMER));
  }

  /** An operator's word. */
  void tell(Route route, OperatorVerdict verdict, Optional<Duration> span) {
    boolean ends = verdict == OperatorVerdict.NONE;
    Kind kind = ends ? Kind.DISABLED : Kind.valueOf(verdict.name());
    long now = engine.nanos();
    long until = span.map(length -> now + length.toNanos()).orElse(Standing.NO_TIMER);
    put(new Slot(route, "OPERATOR"), new Change(route, kind, until, ends));
  }

  private void put(Slot slot, Change change) {
    synchronized (waiting) {
      waiting.put(slot, change);
    }
    heartbeat.hurry();
  }

  private boolean step() {
    engine.guests().run(GUEST, this::writeAndRead);
    return true;
  }

  private void writeAndRead() {
    for (Map.Entry<Slot, Change> entry : pending()) {
      write(entry.getValue()); // if the store throws, it still waits for the next time
      synchronized (waiting) {
        waiting.remove(entry.getKey(), entry.getValue());
      }
    }
    for (Route route : engine.routes()) {
      List<SharedVerdict> verdicts = store.read(route.id()).verdicts();
      route.heard(about(route, verdicts), this::isInStep, engine.nanos());
    }
    watch.wake();
  }

  /** Whether nothing was told since that the store does not know yet. */
  private boolean isInStep() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  private List<Map.Entry<Slot, Change>> pending() {
    synchronized (waiting) {
      return List.copyOf(waiting.entrySet());
    }
  }

  private void write(Change change) {
    String print = change.kind().topic() == Topic.OPERATOR ? "" : fingerprint(change.route());
    boolean hasTimer = change.until() != Standing.NO_TIMER;
    Duration left = hasTimer ? Duration.ofNanos(change.until() - engine.nanos()) : null;
    SharedVerdict verdict = new SharedVerdict(change.route().id(), change.kind(), print, left);
    if (change.ends()) {
      store.remove(verdict);
    } else if (left == null || !(left.isNegative() || left.isZero())) {
      store.put(verdict);
    }
  }

  private String fingerprint(Route route) {
    return fingerprints.getOrDefault(route, "unknown");
  }

  private List<SharedVerdict> about(Route route, List<SharedVerdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.provider().equals(route.id()))
        .filter(
            verdict ->
                verdict.kind().topic() == Topic.OPERATOR
                    || verdict.key().equals(fingerprint(route)))
        .toList();
  }

  /** Ends the thread; the store is closed on another, since it may hang. */
  @Override
  public void close() {
    heartbeat.close();
    threads.newThread(() -> engine.guests().run(GUEST, store::close)).start();
  }
}
