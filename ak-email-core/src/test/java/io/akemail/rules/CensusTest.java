package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts, and since when the count can be believed; wherever time begins. */
class CensusTest {
  private final Census census = new Census();
  private long now;

  /** A sign of life every five seconds, each answered with that count. */
  private void pass(int seconds, int alive) {
    for (int i = 0; i < seconds; i += 5) {
      now += Duration.ofSeconds(5).toNanos();
      census.counts(alive, now);
    }
  }

  private void storeIsAway(int seconds) {
    census.lost();
    now += Duration.ofSeconds(seconds).toNanos();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1, Long.MAX_VALUE - 20_000_000_000L})
  void whoSeesNobodyElseIsNewForLongerThanAnyStoreRests(long origin) {
    now = origin;
    assertThat(census.isNew(now)).isTrue();
    census.counts(1, now);
    pass(30, 1);
    assertThat(census.isNew(now)).isTrue();
    pass(5, 1);
    assertThat(census.isNew(now)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1, Long.MAX_VALUE - 7_000_000_000L})
  void whoSeesOthersIsNewUntilNoMoreHaveComeForFiveSeconds(long origin) {
    now = origin;
    census.counts(1, now);
    pass(5, 3);
    pass(5, 4);
    assertThat(census.isNew(now)).isTrue();
    pass(5, 4);
    assertThat(census.isNew(now)).isFalse();
    pass(30, 4);
    pass(5, 5);
    assertThat(census.isNew(now)).as("another comes later").isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 30_000_000_000L, Long.MAX_VALUE - 100_000_000_000L})
  void aLowerCountIsBelievedOnceAllMayHaveSaidAgainThatTheyAreAlive(long origin) {
    now = origin;
    census.counts(5, now);
    pass(40, 5);
    pass(30, 2);
    assertThat(census.members()).isEqualTo(5);
    pass(5, 2);
    assertThat(census.members()).isEqualTo(2);

    pass(5, 5);
    pass(30, 5);
    storeIsAway(60);
    census.counts(1, now);
    pass(30, 1);
    assertThat(census.members()).as("from when it is back").isEqualTo(5);
    assertThat(census.isNew(now)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 50_000_000_000L})
  void whoWasAloneIsNewAgainAfterItWasNoLongerCounted(long origin) {
    now = origin;
    census.counts(1, now);
    pass(35, 1);
    storeIsAway(14);
    census.counts(1, now);
    assertThat(census.isNew(now)).isFalse();
    storeIsAway(15);
    census.counts(1, now);
    assertThat(census.isNew(now)).isTrue();
  }
}
