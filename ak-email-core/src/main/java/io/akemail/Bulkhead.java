package io.akemail;

import io.akemail.rules.Counts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The places for calls in flight at one provider: a hung provider holds at most so many callers.
 *
 * <p>Taking a place is one compare-and-set and never waits. Also knows what only those who look at
 * all places can know: the breaker's window, the oldest call, the usual answer time. Thread-safe.
 */
final class Bulkhead {
  private static final long BUCKET_NANOS = 3_000_000_000L;
  private static final double PERCENTILE = 0.99;
  private static final long SPREAD = 0x9E3779B9L; // 2^32 by the golden ratio

  private final Slot[] slots;
  private final long origin;

  Bulkhead(int size, long now) {
    this.origin = now;
    this.slots = new Slot[size];
    Arrays.setAll(slots, i -> new Slot(now));
  }

  /** A free place, or null if all are taken. */
  @Nullable Slot tryTake(Call call, long threadId) {
    int size = slots.length;
    int start = startFor(threadId, size);
    for (int i = start; i < size; i++) {
      if (slots[i].tryTake(call)) {
        return slots[i];
      }
    }
    for (int i = 0; i < start; i++) {
      if (slots[i].tryTake(call)) {
        return slots[i];
      }
    }
    return null;
  }

  /**
   * Spreads threads over the places: a product's upper half, since a division costs as much as all.
   */
  private static int startFor(long threadId, int size) {
    return (int) ((((threadId * SPREAD) & 0xFFFFFFFFL) * size) >>> 32);
  }

  /** The number of the window's bucket at a time. */
  int stamp(long now) {
    return (int) ((now - origin) / BUCKET_NANOS);
  }

  /** The attempts of the last 30 s that began in the epoch. */
  Counts counts(long now, long epoch) {
    int stamp = stamp(now);
    int successes = 0;
    int faults = 0;
    for (Slot slot : slots) {
      Counts counts = slot.counts(stamp, (int) epoch);
      successes += counts.successes();
      faults += counts.faults();
    }
    return new Counts(successes, faults);
  }

  int inFlight() {
    int count = 0;
    for (Slot slot : slots) {
      count += slot.call() == null ? 0 : 1;
    }
    return count;
  }

  boolean isEmpty() {
    return inFlight() == 0;
  }

  /** All attempts ever, for budgets that are a share of them; may wrap around. */
  int total() {
    int total = 0;
    for (Slot slot : slots) {
      total += slot.total();
    }
    return total;
  }

  /** When the last answer came. */
  long answeredAt() {
    long latest = slots[0].answeredAt();
    for (Slot slot : slots) {
      long at = slot.answeredAt();
      latest = at - latest > 0 ? at : latest;
    }
    return latest;
  }

  /** The 99th percentile of the window's answer times in nanoseconds; 0 without any. */
  long usualAnswerNanos(long now) {
    int stamp = stamp(now);
    int[] samples = new int[slots.length * Slot.samplesPerSlot()];
    int count = 0;
    for (Slot slot : slots) {
      count += slot.samples(stamp, samples, count);
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(samples, 0, count);
    return samples[(int) Math.ceil(PERCENTILE * count) - 1] * 1000L;
  }

  Slot[] slots() {
    return slots;
  }
}
