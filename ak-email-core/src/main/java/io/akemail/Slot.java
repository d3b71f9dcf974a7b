package io.akemail;

import io.akemail.rules.Counts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One of a provider's places for a call in flight, and the counts of the calls that used it.
 *
 * <p>Whoever took the place owns it and is the only one to write its counts, so that counting needs
 * no atomic operation; releasing the place publishes them. The bucket in use stands in fields, a
 * bucket that is over in the window. Who reads them while they change may miss what moves from here
 * to there, but counts nothing twice.
 */
final class Slot {
  private static final long BUCKET_NANOS = 3_000_000_000L;
  private static final int BUCKETS = 10;
  private static final int FIELDS = 4;
  private static final int NUMBER = 0;
  private static final int EPOCH = 1;
  private static final int SUCCESSES = 2;
  private static final int FAULTS = 3;
  private static final int SAMPLES = 16;

  private static final VarHandle CALL;

  static {
    try {
      CALL = MethodHandles.lookup().findVarHandle(Slot.class, "call", Call.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long origin;
  private final long[] window = new long[BUCKETS * FIELDS];
  private final long[] answers = new long[2 * SAMPLES]; // pairs: when it came, how long it took

  @SuppressWarnings("UnusedVariable") // read through CALL
  private @Nullable Call call;

  private int successes; // ever
  private int faults; // ever
  private int successesBefore; // the bucket in use
  private int faultsBefore; // the bucket in use
  private int bucket;
  private long bucketEnd;
  private long epoch;

  @SuppressWarnings({"unused", "UnusedVariable"}) // keeps two places out of one cache line
  private long pad1, pad2, pad3, pad4, pad5, pad6, pad7, pad8;

  Slot(long now) {
    this.origin = now;
    this.bucketEnd = now + BUCKET_NANOS;
    Arrays.fill(window, -1);
    Arrays.fill(answers, now - BUCKETS * BUCKET_NANOS);
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

  /** Whether the bucket in use is that of a time and an epoch; only for the owner. */
  boolean isIn(long now, long ofEpoch) {
    return now - bucketEnd < 0 && ofEpoch == epoch;
  }

  /** Counts a success in the bucket in use, and how long it took; only for the owner. */
  void succeeded(long now, long tookNanos) {
    successes++;
    answered(now, tookNanos);
  }

  /** Counts an attempt that ended; only for the owner. */
  void count(long now, long ofEpoch, boolean fault) {
    if (!isIn(now, ofEpoch)) {
      closeBucket();
      bucket = (int) ((now - origin) / BUCKET_NANOS);
      bucketEnd = origin + (bucket + 1) * BUCKET_NANOS;
      epoch = ofEpoch;
    }
    if (fault) {
      faults++;
    } else {
      successes++;
    }
  }

  private void closeBucket() {
    int bucketSuccesses = successes - successesBefore;
    int bucketFaults = faults - faultsBefore;
    int at = (bucket % BUCKETS) * FIELDS;
    successesBefore = successes;
    faultsBefore = faults;
    window[at + NUMBER] = -1;
    VarHandle.releaseFence();
    window[at + EPOCH] = epoch;
    window[at + SUCCESSES] = bucketSuccesses;
    window[at + FAULTS] = bucketFaults;
    VarHandle.releaseFence();
    window[at + NUMBER] = bucket;
  }

  /** Notes an answer and how long it took; only for the owner. */
  void answered(long now, long tookNanos) {
    int at = 2 * (successes & (SAMPLES - 1));
    answers[at] = now;
    answers[at + 1] = tookNanos;
  }

  /** When the last answer came; without any, a time before the place was made. */
  long answeredAt() {
    CALL.getAcquire(this);
    long latest = answers[0];
    for (int i = 2; i < answers.length; i += 2) {
      latest = answers[i] - latest > 0 ? answers[i] : latest;
    }
    return latest;
  }

  /** The attempts of the last 30 s, of one epoch; what the last release published. */
  Counts counts(long now, long ofEpoch) {
    CALL.getAcquire(this);
    long current = (now - origin) / BUCKET_NANOS;
    long inWindow = 0;
    long faultsInWindow = 0;
    for (int at = 0; at < window.length; at += FIELDS) {
      if (isRecent(window[at + NUMBER], current)) {
        VarHandle.acquireFence();
        if (window[at + EPOCH] == ofEpoch) {
          inWindow += window[at + SUCCESSES];
          faultsInWindow += window[at + FAULTS];
        }
      }
    }
    VarHandle.acquireFence();
    if (isRecent(bucket, current) && epoch == ofEpoch) {
      int earlier = successesBefore;
      int earlierFaults = faultsBefore;
      VarHandle.acquireFence();
      inWindow += successes - earlier;
      faultsInWindow += faults - earlierFaults;
    }
    return new Counts((int) inWindow, (int) faultsInWindow);
  }

  private static boolean isRecent(long number, long current) {
    return number >= 0 && number <= current && current - number < BUCKETS;
  }

  /** All attempts ever; may wrap around. */
  int total() {
    return successes + faults;
  }

  /** Copies the times in nanoseconds that answers of the last 30 s took; returns how many. */
  int samples(long now, long[] target, int offset) {
    CALL.getAcquire(this);
    int copied = 0;
    for (int i = 0; i < answers.length; i += 2) {
      if (now - answers[i] < BUCKETS * BUCKET_NANOS) {
        target[offset + copied++] = answers[i + 1];
      }
    }
    return copied;
  }

  static int samplesPerSlot() {
    return SAMPLES;
  }
}
