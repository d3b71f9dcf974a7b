package io.akemail;

import io.akemail.rules.Counts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One of a provider's places for a call in flight, and the counts of the calls that used it.
 *
 * <p>Whoever took the place owns it and is the only one to write its counts, so that counting needs
 * no atomic operation; releasing the place publishes them. The padding keeps the places of two
 * threads out of each other's cache lines.
 */
final class Slot {
  private static final int BUCKETS = 10;
  private static final int FIELDS = 4;
  private static final int STAMP = 0;
  private static final int EPOCH = 1;
  private static final int SUCCESSES = 2;
  private static final int FAULTS = 3;
  private static final int SAMPLES = 16;
  private static final int PADDING = 32;
  private static final int COUNTS_AT = PADDING;
  private static final int SAMPLES_AT = COUNTS_AT + BUCKETS * FIELDS;
  private static final int SAMPLE_STAMPS_AT = SAMPLES_AT + SAMPLES;
  private static final int SAMPLE_COUNT_AT = SAMPLE_STAMPS_AT + SAMPLES;
  private static final int TOTAL_AT = SAMPLE_COUNT_AT + 1;
  private static final int LENGTH = TOTAL_AT + 1 + PADDING;

  private static final VarHandle CALL;
  private static final VarHandle ANSWERED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CALL = lookup.findVarHandle(Slot.class, "call", Call.class);
      ANSWERED = lookup.findVarHandle(Slot.class, "answeredAt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int[] cells = new int[LENGTH];

  @SuppressWarnings("UnusedVariable") // read through CALL
  private @Nullable Call call;

  @SuppressWarnings("UnusedVariable") // read through ANSWERED
  private long answeredAt;

  Slot(long now) {
    this.answeredAt = now;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      cells[COUNTS_AT + bucket * FIELDS + STAMP] = -1;
    }
  }

  boolean tryTake(Call newCall) {
    return CALL.getAcquire(this) == null && CALL.compareAndSet(this, null, newCall);
  }

  void release() {
    CALL.setRelease(this, null);
  }

  @Nullable Call call() {
    return (Call) CALL.getVolatile(this);
  }

  /** Counts an attempt that ended; only for the owner. */
  void count(int stamp, int epoch, boolean fault) {
    int at = COUNTS_AT + (stamp % BUCKETS) * FIELDS;
    int[] c = cells;
    if (c[at + STAMP] != stamp || c[at + EPOCH] != epoch) {
      c[at + SUCCESSES] = 0;
      c[at + FAULTS] = 0;
      VarHandle.releaseFence(); // nobody sees the new stamp on the old counts
      c[at + STAMP] = stamp;
      c[at + EPOCH] = epoch;
    }
    c[at + (fault ? FAULTS : SUCCESSES)]++;
    c[TOTAL_AT]++;
  }

  /** Notes an answer and how long it took; only for the owner. */
  void answered(int stamp, long now, long tookNanos) {
    ANSWERED.setOpaque(this, now);
    int count = cells[SAMPLE_COUNT_AT];
    cells[SAMPLE_COUNT_AT] = count + 1 < 2 * SAMPLES ? count + 1 : SAMPLES; // never wraps around
    int at = count & (SAMPLES - 1);
    cells[SAMPLES_AT + at] = (int) Math.min(Integer.MAX_VALUE, tookNanos / 1000);
    cells[SAMPLE_STAMPS_AT + at] = stamp;
  }

  long answeredAt() {
    return (long) ANSWERED.getOpaque(this);
  }

  /** The attempts of the last so many buckets, of one epoch; what the last release published. */
  Counts counts(int stamp, int epoch) {
    CALL.getAcquire(this);
    int successes = 0;
    int faults = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int at = COUNTS_AT + bucket * FIELDS;
      int seen = cells[at + STAMP];
      int age = stamp - seen;
      if (seen >= 0 && age >= 0 && age < BUCKETS && cells[at + EPOCH] == epoch) {
        VarHandle.acquireFence();
        successes += cells[at + SUCCESSES];
        faults += cells[at + FAULTS];
      }
    }
    return new Counts(successes, faults);
  }

  int total() {
    return cells[TOTAL_AT];
  }

  /** Copies the answer times of the window in microseconds; returns how many. */
  int samples(int stamp, int[] target, int offset) {
    int known = Math.min(SAMPLES, cells[SAMPLE_COUNT_AT]);
    int copied = 0;
    for (int i = 0; i < known; i++) {
      if (stamp - cells[SAMPLE_STAMPS_AT + i] < BUCKETS) {
        target[offset + copied++] = cells[SAMPLES_AT + i];
      }
    }
    return copied;
  }

  static int samplesPerSlot() {
    return SAMPLES;
  }
}
