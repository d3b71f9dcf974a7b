package io.akemail.internal;

import java.time.Clock;
import java.time.InstantSource;

/**
 * The clocks of this machine: the one place that reads them. Everything else is given its time, so
 * that tests can turn it.
 */
public final class SystemTime {
  private SystemTime() {}

  /** Nanoseconds from an arbitrary origin, monotonic: for spans, deadlines and ages. */
  public static long nanoTime() {
    return System.nanoTime();
  }

  /** The wall clock, which may jump: for showing and for header fields, never for decisions. */
  public static InstantSource wallClock() {
    return Clock.systemUTC();
  }
}
