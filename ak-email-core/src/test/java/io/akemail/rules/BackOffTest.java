package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final RandomGenerator MIDDLE =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public double nextDouble() {
          return 0.5;
        }
      };

  private final BackOff backOff = new BackOff(Duration.ofSeconds(30), Duration.ofHours(1));

  @Test
  void theWaitDoublesWithEachRoundUpToTheLongest() {
    assertThat(backOff.after(1, MIDDLE)).isEqualTo(Duration.ofSeconds(30));
    assertThat(backOff.after(2, MIDDLE)).isEqualTo(Duration.ofMinutes(1));
    assertThat(backOff.after(7, MIDDLE)).isEqualTo(Duration.ofMinutes(32));
    assertThat(backOff.after(8, MIDDLE)).isEqualTo(Duration.ofHours(1));
    assertThat(backOff.after(Integer.MAX_VALUE, MIDDLE)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theWaitIsAFifthMoreOrLessByChance() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      assertThat(backOff.after(1, random))
          .isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }
  }
}
