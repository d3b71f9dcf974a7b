package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead periods: equal jitter, growth with each trip, decay with each minute without one. */
class DeadPeriodTest {

  private static long deadNanos(Bench bench) {
    return bench.standing().until() - bench.now;
  }

  /** Fails the next probe, as soon as one is offered. */
  private static void failProbe(Bench bench) {
    bench.pass(Duration.ofNanos(deadNanos(bench)));
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.FAULT, Role.PROBE, bench.epoch());
  }

  @ParameterizedTest(name = "after {0} failed probes {1} s")
  @CsvSource({"0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "5, 60"})
  void eachTripDoublesTheDeadPeriodUpToTheLongest(int failedProbes, long seconds) {
    Bench bench = Bench.withoutCheck().trip();
    for (int i = 0; i < failedProbes; i++) {
      failProbe(bench);
    }

    assertThat(deadNanos(bench)).isBetween(seconds * 1_000_000_000L - 2, seconds * 1_000_000_000L);
  }

  @Test
  void theJitterIsUniformBetweenHalfAndAllOfTheDeadPeriod() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int trips = 10_000;
    long least = Long.MAX_VALUE;
    long most = 0;
    double sum = 0;
    for (int i = 0; i < trips; i++) {
      long dead = deadNanos(new Bench(false, 0, random).trip());
      least = Math.min(least, dead);
      most = Math.max(most, dead);
      sum += dead;
    }

    assertThat(least).isBetween(2_500_000_000L, 2_510_000_000L);
    assertThat(most).isBetween(4_990_000_000L, 5_000_000_000L);
    assertThat(sum / trips).isBetween(3.70e9, 3.80e9);
  }

  @Test
  void theShortestJitterIsHalf() {
    assertThat(deadNanos(new Bench(false, 0, Bench.SHORTEST).trip())).isEqualTo(2_500_000_000L);
  }

  @ParameterizedTest(name = "{0} s after two trips the next dead period is {1} s")
  @CsvSource({"59, 20", "60, 10", "119, 10", "120, 5", "100000, 5"})
  void eachMinuteWithoutATripTakesOneDoublingBack(long pauseSeconds, long seconds) {
    Bench bench = Bench.withoutCheck().trip();
    failProbe(bench);
    long trippedAt = bench.now;
    bench.pass(Duration.ofNanos(deadNanos(bench)));
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.ACCEPTED, Role.PROBE, bench.epoch());
    bench.now = trippedAt + Duration.ofSeconds(pauseSeconds).toNanos();

    bench.ends(Bench.FAULT).ends(Bench.FAULT);

    assertThat(deadNanos(bench)).isBetween(seconds * 1_000_000_000L - 2, seconds * 1_000_000_000L);
  }

  @Test
  void theMultiplierStopsAtEightSoThatAfterEightQuietMinutesAllIsForgotten() {
    Bench bench = Bench.withoutCheck().trip();
    for (int i = 0; i < 50; i++) {
      failProbe(bench);
    }
    long trippedAt = bench.now;
    bench.pass(Duration.ofNanos(deadNanos(bench)));
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.ACCEPTED, Role.PROBE, bench.epoch());
    bench.now = trippedAt + Duration.ofMinutes(8).toNanos();

    bench.ends(Bench.FAULT).ends(Bench.FAULT);

    assertThat(deadNanos(bench)).isLessThanOrEqualTo(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void aWithdrawnProbeDoesNotGrowTheNextDeadPeriod() {
    Bench bench = Bench.withoutCheck().trip();
    bench.pass(Duration.ofNanos(deadNanos(bench)));
    for (int i = 0; i < 5; i++) {
      bench.verdicts.takeOffer(bench.now);
      bench.verdicts.attemptWithdrawn(Role.PROBE, bench.epoch(), bench.now);
    }
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.FAULT, Role.PROBE, bench.epoch());

    assertThat(deadNanos(bench)).isBetween(9_999_999_990L, 10_000_000_000L);
  }
}
