package io.akemail.status;

import io.akemail.internal.SystemTime;
import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in this process, for several senders of one application. Gone with the process.
 *
 * <p>Thread-safe. Holds at most 10,000 verdicts, and refuses more. Closing does nothing, so that
 * one sender's end does not take it from the others.
 */
public final class InMemoryStatusStore implements StatusStore {
  private static final int MAX_ENTRIES = 10_000;
  private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long FOREVER = Long.MAX_VALUE;

  private record Key(ProviderId provider, Topic topic, String key) {
    static Key of(SharedVerdict verdict) {
      Topic topic = verdict.kind().topic();
      return new Key(verdict.provider(), topic, topic.isByKey() ? verdict.key() : "");
    }
  }

  /** Something kept until an end, in nanoseconds since the store was made. */
  private record Kept<T>(T value, long from, long until) {
    boolean isOver(long now) {
      return until != FOREVER && now >= until;
    }
  }

  private record LeaseKey(Lease.Purpose purpose, ProviderId provider) {}

  private final LongSupplier nanos;
  private final long origin;
  private final Map<Key, Kept<SharedVerdict>> verdicts = new HashMap<>(); // guarded by this
  private final Map<ProviderId, Kept<SharedHealth>> records = new HashMap<>(); // guarded by this
  private final Map<LeaseKey, Kept<String>> leases = new HashMap<>(); // guarded by this
  private final Map<String, Kept<String>> members = new HashMap<>(); // guarded by this
  private final List<Consumer<ProviderId>> nudges = new CopyOnWriteArrayList<>();

  /** An empty store. */
  public InMemoryStatusStore() {
    this(SystemTime::nanoTime);
  }

  InMemoryStatusStore(LongSupplier nanos) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  private long now() {
    return nanos.getAsLong() - origin;
  }

  private static <T> Kept<T> keep(T value, long now, @Nullable Duration span) {
    return new Kept<>(value, now, span == null ? FOREVER : now + span.toNanos());
  }

  @Override
  public synchronized SharedStatus read(ProviderId provider) {
    long now = now();
    List<SharedVerdict> found = new ArrayList<>();
    for (Kept<SharedVerdict> kept : verdicts.values()) {
      SharedVerdict verdict = kept.value();
      if (verdict.provider().equals(provider) && !kept.isOver(now)) {
        Duration left = kept.until() == FOREVER ? null : Duration.ofNanos(kept.until() - now);
        found.add(new SharedVerdict(provider, verdict.kind(), verdict.key(), left));
      }
    }
    Kept<SharedHealth> record = records.get(provider);
    return new SharedStatus(provider, record == null ? null : aged(record, now), found);
  }

  private static @Nullable SharedHealth aged(Kept<SharedHealth> kept, long now) {
    if (kept.isOver(now)) {
      return null;
    }
    SharedHealth written = kept.value();
    return new SharedHealth(
        written.generation(),
        written.epoch(),
        written.phase(),
        Duration.ofNanos(kept.until() - KEPT_NANOS - now),
        written.multiplier(),
        written.reason(),
        written.by(),
        Duration.ofNanos(now - kept.from()));
  }

  @Override
  public void put(SharedVerdict verdict) {
    synchronized (this) {
      long now = now();
      if (verdicts.size() >= MAX_ENTRIES) {
        verdicts.values().removeIf(kept -> kept.isOver(now));
      }
      Key key = Key.of(verdict);
      if (verdicts.size() >= MAX_ENTRIES && !verdicts.containsKey(key)) {
        throw new IllegalStateException("the store is full");
      }
      verdicts.put(key, keep(verdict, now, verdict.remaining()));
    }
    nudge(verdict.provider(), verdict.kind().topic());
  }

  @Override
  public void remove(SharedVerdict verdict) {
    synchronized (this) {
      verdicts.remove(Key.of(verdict));
    }
    nudge(verdict.provider(), verdict.kind().topic());
  }

  @Override
  public boolean write(ProviderId provider, SharedHealth next, @Nullable SharedHealth expected) {
    synchronized (this) {
      long now = now();
      Kept<SharedHealth> kept = records.get(provider);
      SharedHealth current = kept == null || kept.isOver(now) ? null : kept.value();
      boolean same =
          current == null ? expected == null : expected != null && current.isVersionOf(expected);
      if (!same) {
        return false;
      }
      long until = now + next.remaining().toNanos() + KEPT_NANOS;
      records.put(provider, new Kept<>(next, now, until));
      if (current == null || !current.isVersionOf(next)) {
        verdicts
            .keySet()
            .removeIf(key -> key.provider().equals(provider) && isOfOneEpoch(key.topic()));
      }
    }
    nudges.forEach(nudge -> nudge.accept(provider));
    return true;
  }

  @Override
  public synchronized int join(String instance, Duration span) {
    long now = now();
    members.put(instance, keep(instance, now, span));
    members.values().removeIf(kept -> kept.isOver(now));
    return members.size();
  }

  @Override
  public synchronized boolean tryLease(Lease lease, Duration span) {
    long now = now();
    LeaseKey key = new LeaseKey(lease.purpose(), lease.provider());
    Kept<String> held = leases.get(key);
    boolean free = held == null || held.isOver(now) || held.value().equals(lease.token());
    if (free) {
      leases.put(key, keep(lease.token(), now, span));
    }
    return free;
  }

  @Override
  public synchronized void release(Lease lease) {
    LeaseKey key = new LeaseKey(lease.purpose(), lease.provider());
    Kept<String> held = leases.get(key);
    if (held != null && held.value().equals(lease.token())) {
      leases.remove(key);
    }
  }

  private static boolean isOfOneEpoch(Topic topic) {
    return topic == Topic.VOTE || topic == Topic.PROBE;
  }

  private void nudge(ProviderId provider, Topic topic) {
    if (!isOfOneEpoch(topic)) {
      nudges.forEach(nudge -> nudge.accept(provider));
    }
  }

  @Override
  public void onChange(Consumer<ProviderId> nudge) {
    nudges.add(nudge);
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
