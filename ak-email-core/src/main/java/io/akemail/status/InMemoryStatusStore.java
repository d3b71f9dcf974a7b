package io.akemail.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.akemail.internal.SystemTime;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * A store in this process, for several senders of one application. Gone with the process.
 *
 * <p>Thread-safe. Holds at most 10,000 verdicts. Closing does nothing, so that one sender's end
 * does not take it from the others.
 */
public final class InMemoryStatusStore implements StatusStore {
  private static final int MAX_VERDICTS = 10_000;
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private record Key(ProviderId provider, String kind, String fingerprint) {
    static Key of(SharedVerdict verdict) {
      boolean operators = verdict.kind().isOperators();
      return new Key(
          verdict.provider(),
          operators ? "OPERATOR" : verdict.kind().name(),
          operators ? "" : verdict.fingerprint());
    }
  }

  private record Entry(SharedVerdict verdict, long putAt) {}

  private final LongSupplier nanos;
  private final Cache<Key, Entry> entries;
  private final List<Runnable> nudges = new CopyOnWriteArrayList<>();

  /** An empty store. */
  public InMemoryStatusStore() {
    this(SystemTime::nanoTime);
  }

  InMemoryStatusStore(LongSupplier nanos) {
    this.nanos = nanos;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_VERDICTS)
            .expireAfter(
                Expiry.<Key, Entry>writing((key, entry) -> entry.verdict().timer().orElse(FOREVER)))
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public List<SharedVerdict> read(Set<ProviderId> providers) {
    long now = nanos.getAsLong();
    List<SharedVerdict> found = new ArrayList<>();
    for (Entry entry : entries.asMap().values()) {
      SharedVerdict verdict = entry.verdict();
      if (providers.contains(verdict.provider())) {
        Duration passed = Duration.ofNanos(now - entry.putAt());
        Duration left = verdict.timer().map(span -> span.minus(passed)).orElse(null);
        if (left == null || !(left.isNegative() || left.isZero())) {
          found.add(
              new SharedVerdict(verdict.provider(), verdict.kind(), verdict.fingerprint(), left));
        }
      }
    }
    return found;
  }

  @Override
  public void put(SharedVerdict verdict) {
    entries.put(Key.of(verdict), new Entry(verdict, nanos.getAsLong()));
    nudges.forEach(Runnable::run);
  }

  @Override
  public void remove(SharedVerdict verdict) {
    entries.invalidate(Key.of(verdict));
    nudges.forEach(Runnable::run);
  }

  @Override
  public void onChange(Runnable nudge) {
    nudges.add(nudge);
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
