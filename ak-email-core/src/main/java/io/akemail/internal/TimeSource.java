package io.akemail.internal;

import java.time.Instant;

/** The time, as it is handed to everything that needs it. Thread-safe. */
public interface TimeSource {

  /** The machine's time. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanos() {
          return SystemTime.nanoTime();
        }

        @Override
        public Instant instant() {
          return SystemTime.wallClock().instant();
        }
      };

  /** Monotonic nanoseconds from an arbitrary origin: what decisions are made by. */
  long nanos();

  /** The wall clock: for people and for messages that state a time. */
  Instant instant();
}
