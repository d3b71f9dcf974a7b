package io.akemail;

import io.akemail.internal.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time: events run in the order of their times, and of their making where those are equal.
 */
final class SimClock {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private record Event(long at, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long numbers;
  private long now;

  long now() {
    return now;
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), numbers++, action));
  }

  void in(long nanos, Runnable action) {
    at(now + nanos, action);
  }

  /** Runs all events up to a time. */
  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.poll();
      now = event.at();
      event.action().run();
    }
    now = end;
  }

  /** The clocks of one machine: monotonic time from an origin of its own, and a wall clock. */
  final class Machine implements TimeSource {
    private final long origin;
    private Duration wallOffset;

    Machine(long origin, Duration wallOffset) {
      this.origin = origin;
      this.wallOffset = wallOffset;
    }

    @Override
    public long nanos() {
      return origin + now;
    }

    @Override
    public Instant instant() {
      return START.plusNanos(now).plus(wallOffset);
    }

    void jump(Duration span) {
      wallOffset = wallOffset.plus(span);
    }
  }

  static long millis(long millis) {
    return millis * 1_000_000;
  }

  static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }
}
