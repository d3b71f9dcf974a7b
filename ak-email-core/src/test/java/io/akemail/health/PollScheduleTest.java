package io.akemail.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.internal.Heartbeat;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns, driven by time alone. */
class PollScheduleTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId B = ProviderId.of("b");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static PollSchedule schedule(RandomGenerator random, long now, ProviderId... ids) {
    return new PollSchedule(List.of(ids), INTERVAL, PATIENCE, random, now);
  }

  /** Draws always the same. */
  private static RandomGenerator drawing(double share) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return share;
      }
    };
  }

  /** Monotonic time begins anywhere, and may pass the greatest number. */
  @ParameterizedTest
  @ValueSource(longs = {0, -7, Long.MAX_VALUE - 20_000_000_000L})
  void turnsComeWithinTheirBounds(long begin) {
    for (int seed = 0; seed < 200; seed++) {
      PollSchedule schedule = schedule(new Random(seed), begin, A);
      long now = begin;
      long first = schedule.pause(now);
      assertThat(first).isBetween(0L, 5 * SECOND);
      assertThat(schedule.due(now + first - 1)).isEmpty();
      for (int turn = 0; turn < 20; turn++) {
        now += schedule.pause(now);
        assertThat(schedule.due(now)).containsExactly(A);
        assertThat(schedule.due(now)).isEmpty();
        schedule.ended(A);
        assertThat(schedule.pause(now)).isBetween(24 * SECOND, 36 * SECOND);
      }
    }
  }

  @Test
  void theJitterUsesItsWholeRange() {
    List<Long> pauses = new ArrayList<>();
    PollSchedule schedule = schedule(new Random(1), 0, A);
    long now = 0;
    for (int turn = 0; turn < 1_000; turn++) {
      now += schedule.pause(now);
      schedule.due(now);
      schedule.ended(A);
      pauses.add(schedule.pause(now));
    }
    assertThat(pauses)
        .anyMatch(pause -> pause < 25 * SECOND)
        .anyMatch(pause -> pause > 35 * SECOND);
  }

  @Test
  void theBoundsAreAFifth() {
    PollSchedule low = schedule(drawing(0), 0, A);
    assertThat(low.pause(0)).isZero();
    low.due(0);
    low.ended(A);
    assertThat(low.pause(0)).isEqualTo(24 * SECOND);

    PollSchedule high = schedule(drawing(Math.nextDown(1.0)), 0, A);
    assertThat(high.pause(0)).isBetween(5 * SECOND - 10, 5 * SECOND);
    high.due(5 * SECOND);
    high.ended(A);
    assertThat(high.pause(5 * SECOND)).isBetween(36 * SECOND - 10, 36 * SECOND);
  }

  @Test
  void aTurnPassesWhileTheLastPollStillRuns() {
    PollSchedule schedule = schedule(drawing(0.5), 0, A, B);
    assertThat(schedule.due(3 * SECOND)).containsExactly(A, B);
    schedule.ended(B);

    assertThat(schedule.due(33 * SECOND)).containsExactly(B);
    schedule.ended(A);
    assertThat(schedule.due(34 * SECOND)).isEmpty();
    assertThat(schedule.due(63 * SECOND)).contains(A);
  }

  @Test
  void aPollIsOverdueOnceAfterThePatience() {
    PollSchedule schedule = schedule(drawing(0), 0, A);
    schedule.due(0);
    assertThat(schedule.pause(0)).isEqualTo(6 * SECOND);
    assertThat(schedule.overdue(6 * SECOND - 1)).isEmpty();
    assertThat(schedule.overdue(6 * SECOND)).containsExactly(A);
    assertThat(schedule.overdue(7 * SECOND)).isEmpty();
    assertThat(schedule.pause(7 * SECOND)).isEqualTo(17 * SECOND);

    schedule.ended(A);
    assertThat(schedule.due(24 * SECOND)).containsExactly(A);
    assertThat(schedule.overdue(30 * SECOND)).containsExactly(A);
  }

  @Test
  void aPollThatEndedIsNotOverdue() {
    PollSchedule schedule = schedule(drawing(0), 0, A);
    schedule.due(0);
    schedule.ended(A);
    assertThat(schedule.overdue(7 * SECOND)).isEmpty();
  }

  @Test
  void withoutProvidersThereIsNothingToDo() {
    assertThat(schedule(drawing(0), 0).pause(0)).isEqualTo(Heartbeat.REST);
  }
}
