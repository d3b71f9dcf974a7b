package io.akemail.benchmarks.failover;

import static io.akemail.message.DeliveryGuarantee.AT_LEAST_ONCE;
import static io.akemail.message.DeliveryGuarantee.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.testkit.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Short outages under a stream of mails. Counts are exact; times have room for a busy machine, the
 * real ones are printed by {@link FailoverFigures}.
 */
class FailoverFiguresTest {
  private static final double BUSY_MACHINE_MILLIS = 1_000;

  private static Figures run(Behaviour behaviour, DeliveryGuarantee guarantee)
      throws InterruptedException {
    Duration second = Duration.ofSeconds(1);
    return new Outage(
            behaviour.toString(),
            behaviour,
            guarantee,
            second,
            Duration.ofSeconds(3),
            second.multipliedBy(2))
        .run();
  }

  private static void assertNothingLost(Figures figures) {
    assertThat(figures.ended()).isTrue();
    assertThat(figures.failed()).isZero();
    assertThat(figures.lost()).isZero();
    assertThat(figures.unflagged()).isZero();
    assertThat(figures.twiceByA()).isZero();
  }

  @Test
  void anOutageWithAKnownAnswerWastesThreeCallsAtMostAndMakesNoCopies()
      throws InterruptedException {
    Figures figures = run(Behaviour.unavailable(), AT_LEAST_ONCE);
    assertNothingLost(figures);
    assertThat(figures.wasted()).isBetween(1, 3);
    assertThat(figures.duplicates()).isZero();
    assertThat(figures.firstOnBMillis()).isLessThan(BUSY_MACHINE_MILLIS);
    assertThat(figures.backMillis()).isLessThan(2 * BUSY_MACHINE_MILLIS);
  }

  @Test
  void aHangHoldsFewCallersAlthoughTheTimeOutIsLong() throws InterruptedException {
    Figures figures = run(Behaviour.acceptingThenHanging(), AT_LEAST_ONCE);
    assertNothingLost(figures);
    assertThat(figures.firstOnBMillis()).isBetween(200.0, BUSY_MACHINE_MILLIS);
    assertThat(figures.waiting()).isBetween(1, 60);
    assertThat(figures.duplicates()).isEqualTo(figures.waiting());
  }

  @Test
  void aHangUnderAtMostOnceMakesNoCopyAndSaysWhatIsUnknown() throws InterruptedException {
    Figures figures = run(Behaviour.acceptingThenHanging(), AT_MOST_ONCE);
    assertNothingLost(figures);
    assertThat(figures.duplicates()).isZero();
    assertThat(figures.unknown()).isEqualTo(figures.waiting());
  }

  @Test
  void aToldPauseIsKept() throws InterruptedException {
    Figures figures = run(Behaviour.rateLimitedRetryAfter(Duration.ofSeconds(3)), AT_LEAST_ONCE);
    assertNothingLost(figures);
    assertThat(figures.wasted()).isBetween(1, 3);
    assertThat(figures.duplicates()).isZero();
    assertThat(figures.backMillis()).isLessThan(BUSY_MACHINE_MILLIS);
  }
}
