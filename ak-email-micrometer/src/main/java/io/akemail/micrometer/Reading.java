package io.akemail.micrometer;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source for many gauges: at most once in a while, however often they are asked, and by one
 * thread at a time, while the others take what was read last. What failed or is too old is not a
 * number. Thread-safe.
 */
final class Reading<T> {
  private static final Logger LOG = LoggerFactory.getLogger(EmailMetrics.class);
  private static final int PAUSES_UNTIL_STALE = 6;

  private final String what;
  private final Supplier<T> source;
  private final Clock clock;
  private final long pause;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Taken<T> last;
  private boolean failing; // for the one that reads

  private record Taken<T>(@Nullable T value, long at) {}

  /**
   * A reading that calls nobody yet.
   *
   * @param what its name in the log
   * @param pause how long what was read is used
   */
  Reading(String what, Supplier<T> source, Clock clock, Duration pause) {
    this.what = what;
    this.source = source;
    this.clock = clock;
    this.pause = pause.toNanos();
  }

  /** A figure of what was read; not a number if it cannot be read. */
  double figure(ToDoubleFunction<T> figure) {
    T value = value();
    return value == null ? Double.NaN : figure.applyAsDouble(value);
  }

  private @Nullable T value() {
    long now = clock.monotonicTime();
    Taken<T> taken = last;
    if ((taken == null || now - taken.at() >= pause) && busy.compareAndSet(false, true)) {
      try {
        taken = new Taken<>(read(), now);
        last = taken;
      } finally {
        busy.set(false);
      }
    }
    return taken == null || now - taken.at() >= PAUSES_UNTIL_STALE * pause ? null : taken.value();
  }

  /** The kind of a fault is told, its text is not: it may hold anything. */
  private @Nullable T read() {
    try {
      T value = source.get();
      failing = false;
      return value;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("The {} cannot be read for metrics: {}", what, e.getClass().getName());
      }
      failing = true;
      return null;
    }
  }
}
