package io.akemail.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * One thread that runs an action from time to time, and rests while there is nothing to do.
 *
 * <p>The action tells by its result how many nanoseconds to pause, or {@link #REST}: to rest until
 * {@link #wake}. Whoever makes work must do so before calling {@code wake}.
 */
public final class Heartbeat implements AutoCloseable {
  /** Rest until woken. */
  public static final long REST = Long.MAX_VALUE;

  private static final long AFTER_FAULT_NANOS = 25_000_000;

  private final LongSupplier action;
  private final Thread thread;
  private volatile boolean resting;
  private volatile boolean closed;

  /** Starts the thread. */
  public Heartbeat(ThreadFactory threads, LongSupplier action) {
    this.action = action;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    while (!closed) {
      long pause = beat();
      if (pause == REST) {
        pause = rest();
      }
      pause(pause);
    }
  }

  /** Whatever is thrown, the heart beats on: without it no deadline would be kept. */
  private long beat() {
    try {
      return action.getAsLong();
    } catch (RuntimeException | Error e) {
      return AFTER_FAULT_NANOS;
    }
  }

  /** An interrupt means nothing here; were it kept, no pause would last any more. */
  private void pause(long nanos) {
    if (nanos <= 0) {
      return;
    }
    LockSupport.parkNanos(this, nanos);
    Thread.interrupted();
  }

  /**
   * Announces the rest first and looks once more: work made meanwhile is seen by one of the two.
   */
  private long rest() {
    resting = true;
    long pause = beat();
    while (pause == REST && resting && !closed) {
      pause(Long.MAX_VALUE);
    }
    resting = false;
    return pause == REST ? 0 : pause;
  }

  /** Ends the rest, if it rests. Costs one volatile read if it does not. */
  public void wake() {
    if (resting) {
      resting = false;
      LockSupport.unpark(thread);
    }
  }

  /** Runs the action soon, not only after the pause. */
  public void hurry() {
    resting = false;
    LockSupport.unpark(thread);
  }

  /** Ends the thread; the action may be running for a last time. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
