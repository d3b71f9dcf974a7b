package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {
  private static final long RAMP = 30_000_000_000L;
  private static final int MESSAGES = 100_000;

  private static double share(long elapsed, IntUnaryOperator hash) {
    int included = 0;
    for (int i = 0; i < MESSAGES; i++) {
      included += Ramp.includes(hash.applyAsInt(i), elapsed, RAMP) ? 1 : 0;
    }
    return (double) included / MESSAGES;
  }

  @ParameterizedTest(name = "after {0} of 30 s {1}")
  @CsvSource({"0, 0.10", "5, 0.25", "10, 0.40", "15, 0.55", "20, 0.70", "25, 0.85", "30, 1.00"})
  void theShareRisesLinearlyFromATenthToAll(long seconds, double expected) {
    long elapsed = Duration.ofSeconds(seconds).toNanos();

    assertThat(share(elapsed, i -> i)).as("counting hashes").isCloseTo(expected, within(0.01));
    assertThat(share(elapsed, i -> i << 12)).as("high bits only").isCloseTo(expected, within(0.01));
    assertThat(share(elapsed, i -> ("m" + i + "@a.example").hashCode()))
        .as("hashes of texts")
        .isCloseTo(expected, within(0.01));
  }

  @Test
  void aMessageOnceIncludedStaysIncluded() {
    for (int hash = -1000; hash < 1000; hash++) {
      boolean included = false;
      for (long elapsed = 0; elapsed <= RAMP; elapsed += RAMP / 300) {
        boolean now = Ramp.includes(hash, elapsed, RAMP);
        assertThat(now || !included).isTrue();
        included = now;
      }
      assertThat(included).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RAMP, RAMP + 1, Long.MAX_VALUE})
  void afterTheRampEveryMessageIsIncluded(long elapsed) {
    assertThat(share(elapsed, i -> i)).isEqualTo(1.0);
  }

  @Test
  void timeBeforeTheRampCountsAsItsBeginning() {
    assertThat(share(-1, i -> i)).isCloseTo(0.1, within(0.01));
    assertThat(share(Long.MIN_VALUE, i -> i)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void aRampOfADayDoesNotOverflow() {
    long day = Duration.ofDays(1).toNanos();
    int included = 0;
    for (int i = 0; i < MESSAGES; i++) {
      included += Ramp.includes(i, day - 1, day) ? 1 : 0;
    }

    assertThat(included).isGreaterThan(99_000);
  }
}
