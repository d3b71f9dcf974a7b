package io.akemail.internal;

import java.time.InstantSource;

/** The one place of the core that asks the machine for the time. */
public final class SystemTime {
  private SystemTime() {}

  /** Monotonic nanoseconds from an arbitrary origin. */
  public static long nanoTime() {
    return System.nanoTime();
  }

  /** The wall clock, for what people read and what messages state; no decision compares it. */
  public static InstantSource wallClock() {
    return InstantSource.system();
  }
}
