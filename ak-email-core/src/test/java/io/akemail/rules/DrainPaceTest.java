package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainPaceTest {
  private static final long ORIGIN = Long.MAX_VALUE - 3_000_000_000L; // time may wrap around

  private final DrainPace pace = new DrainPace(1, 50);
  private long now = ORIGIN;

  /** How many messages are begun in a span, looked at every 10 ms. */
  private int begunWithin(Duration span) {
    int begun = 0;
    for (long i = 0; i < span.toMillis() / 10; i++) {
      now += 10_000_000;
      int permits = pace.permits(now, 4);
      pace.take(permits);
      begun += permits;
    }
    return begun;
  }

  @Test
  void withoutABacklogThereIsNoLimit() {
    assertThat(pace.permits(now, 4)).isEqualTo(4);
    pace.take(4);
    assertThat(pace.permits(now, 4)).isEqualTo(4);
  }

  @Test
  void aBacklogBeginsWithOneMessageASecondAndDoublesEachFiveSecondsUpToTheTop() {
    pace.recovers(now);
    int first = begunWithin(Duration.ofSeconds(5));
    int second = begunWithin(Duration.ofSeconds(5));
    int third = begunWithin(Duration.ofSeconds(5));
    begunWithin(Duration.ofMinutes(2));

    assertThat(first).isBetween(5, 6);
    assertThat(second).isBetween(9, 11);
    assertThat(third).isBetween(19, 21);
    assertThat(begunWithin(Duration.ofSeconds(10))).isBetween(499, 501);
  }

  @Test
  void aBacklogThatIsDrainedHasNoLimitAnyMore() {
    pace.recovers(now);
    begunWithin(Duration.ofSeconds(1));
    pace.drained();

    assertThat(pace.permits(now, 4)).isEqualTo(4);
  }

  @Test
  void aPauseGivesNoBurstOfMoreThanASecondsWorth() {
    pace.recovers(now);
    begunWithin(Duration.ofMinutes(2));
    now += Duration.ofMinutes(10).toNanos();

    assertThat(pace.permits(now, 1000)).isEqualTo(50);
  }

  @Test
  void theWaitItTellsIsTheOneAfterWhichThereIsAPermit() {
    pace.recovers(now);
    pace.take(pace.permits(now, 4));
    assertThat(pace.permits(now, 4)).isZero();
    long wait = pace.untilNext();

    assertThat(pace.permits(now + wait - 1_000_000, 4)).isZero();
    assertThat(pace.permits(now + wait, 4)).isEqualTo(1);
  }
}
