package io.akemail;

import io.akemail.internal.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only the test turns. */
final class TestTime implements TimeSource {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final long origin;
  private final AtomicLong nanos;
  private volatile Duration wallJump = Duration.ZERO;

  TestTime() {
    this(5_000_000_000L);
  }

  TestTime(long origin) {
    this.origin = origin;
    this.nanos = new AtomicLong(origin);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get() - origin).plus(wallJump);
  }

  void pass(Duration span) {
    nanos.addAndGet(span.toNanos());
  }

  /** The wall clock jumps; monotonic time does not. */
  void jump(Duration span) {
    wallJump = wallJump.plus(span);
  }
}
