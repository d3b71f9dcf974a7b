package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreRestTest {
  private final StoreRest rest = new StoreRest();

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      rest.failed(0);
    }
  }

  @Test
  void twoFailuresAreNoReasonToRest() {
    fail(2);

    assertThat(rest.isResting()).isFalse();
    assertThat(rest.restNanos(0)).isZero();
  }

  @Test
  void threeFailuresInARowGiveItARestThatDoublesUpToHalfAMinute() {
    fail(2);
    List<Long> rests = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      fail(1);
      rests.add(Duration.ofNanos(rest.restNanos(0)).toMillis());
    }

    assertThat(rests)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    fail(1_000_000);
    assertThat(rest.restNanos(0)).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void aSignOfLifeEndsTheRestAndNothingElse() {
    fail(9);
    rest.end(5);
    assertThat(rest.restNanos(5)).isZero();
    assertThat(rest.isResting()).as("it has not answered yet").isTrue();

    rest.failed(5);
    assertThat(rest.restNanos(5)).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void afterTheRestItMayBeCalledAndOneSuccessForgetsAll() {
    fail(3);
    assertThat(rest.restNanos(Duration.ofMillis(500).toNanos())).isZero();

    rest.succeeded();
    fail(2);
    assertThat(rest.isResting()).isFalse();
  }
}
