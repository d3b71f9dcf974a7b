package io.akemail.internal;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One thread that runs an action at a fixed pace, and rests while there is nothing to do.
 *
 * <p>The action tells by its result whether to go on; after false the thread rests until {@link
 * #wake}. Whoever makes work must do so before calling {@code wake}.
 */
public final class Heartbeat implements AutoCloseable {
  private final BooleanSupplier action;
  private final long periodNanos;
  private final Thread thread;
  private volatile boolean resting;
  private volatile boolean closed;

  /** Starts the thread. */
  public Heartbeat(ThreadFactory threads, Duration period, BooleanSupplier action) {
    this.action = action;
    this.periodNanos = period.toNanos();
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    while (!closed) {
      if (beat()) {
        pause(periodNanos);
      } else {
        rest();
      }
    }
  }

  /** Whatever is thrown, the heart beats on: without it no deadline would be kept. */
  private boolean beat() {
    try {
      return action.getAsBoolean();
    } catch (RuntimeException | Error e) {
      return true;
    }
  }

  /** An interrupt means nothing here; were it kept, no pause would last any more. */
  private void pause(long nanos) {
    LockSupport.parkNanos(this, nanos);
    Thread.interrupted();
  }

  /**
   * Announces the rest first and looks once more: work made meanwhile is seen by one of the two.
   */
  private void rest() {
    resting = true;
    boolean work = beat();
    while (!work && resting && !closed) {
      pause(Long.MAX_VALUE);
    }
    resting = false;
  }

  /** Ends the rest, if it rests. Costs one volatile read if it does not. */
  public void wake() {
    if (resting) {
      resting = false;
      LockSupport.unpark(thread);
    }
  }

  /** Runs the action soon, not only after the period. */
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
