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
  private static final double PERCENTILE = 0.99;

  private final Slot[] slots;
  private final int startMask;

  Bulkhead(int size, long now) {
    this.slots = new Slot[size];
    this.startMask = Integer.highestOneBit(size) - 1;
    Arrays.setAll(slots, i -> new Slot(now));
  }

  /** A free place, or null if all are taken. */
  @Nullable Slot tryTake(Call call, long threadId) {
    Slot[] all = slots;
    int start = (int) threadId & startMask; // ids are given in a row: threads do not meet
    for (int i = 0; i < all.length; i++) {
      int at = start + i;
      Slot slot = all[at < all.length ? at : at - all.length];
      if (slot.tryTake(call)) {
        return slot;
      }
    }
    return null;
  }

  /** The attempts of the last 30 s that began in the epoch. */
  Counts counts(long now, long epoch) {
    int successes = 0;
    int faults = 0;
    for (Slot slot : slots) {
      Counts counts = slot.counts(now, epoch);
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

  /** The 99th percentile of the window's answer times in nanoseconds; -1 without any. */
  long usualAnswerNanos(long now) {
    long[] samples = new long[slots.length * Slot.samplesPerSlot()];
    int count = 0;
    for (Slot slot : slots) {
      count += slot.samples(now, samples, count);
    }
    if (count == 0) {
      return -1;
    }
    Arrays.sort(samples, 0, count);
    return samples[(int) Math.ceil(PERCENTILE * count) - 1];
  }

  Slot[] slots() {
    return slots;
  }
}
