package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monotonic time has an arbitrary origin: it may be negative and may wrap around. */
class WrappingTimeTest {

  /** The time at the beginning: each makes another step of the story cross the end of long. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        Long.MIN_VALUE + 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1_000_000_000L,
        Long.MAX_VALUE - 7_000_000_000L,
        Long.MAX_VALUE - 40_000_000_000L,
        Long.MAX_VALUE - 90_000_000_000L,
        Long.MAX_VALUE - 900_000_000_000L
      })
  void theWholeStoryOfAProviderIsTheSameWhereverTimeBegins(long origin) {
    Bench bench = new Bench(false, origin, Bench.LONGEST);

    bench.ends(Bench.overLimit(Duration.ofSeconds(2))).pass(Duration.ofMillis(1999));
    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);
    bench.pass(Duration.ofMillis(1));
    assertThat(bench.state()).isEqualTo(ProviderState.UP);

    bench.trip().pass(Duration.ofMillis(4900));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);
    bench.pass(Duration.ofMillis(100));
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.PROBE);

    bench.pass(Duration.ofSeconds(1)).ends(Bench.ACCEPTED, Role.PROBE, bench.epoch());
    bench.ends(Bench.ACCEPTED).ends(Bench.ACCEPTED).ends(Bench.ACCEPTED);
    assertThat(bench.pass(Duration.ofMillis(29_999)).state()).isEqualTo(ProviderState.RAMPING);
    assertThat(bench.pass(Duration.ofMillis(1)).state()).isEqualTo(ProviderState.UP);

    bench.verdicts.operatorSays(OperatorVerdict.DRAINING, bench.now + 3_000_000_000L);
    assertThat(bench.pass(Duration.ofMillis(2999)).state()).isEqualTo(ProviderState.DRAINING);
    assertThat(bench.pass(Duration.ofMillis(1)).state()).isEqualTo(ProviderState.UP);

    bench.ends(Bench.BAD_KEY).pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);
    bench.pass(Duration.ofMillis(1));
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.TRIAL);
    bench.ends(Bench.ACCEPTED, Role.TRIAL, bench.epoch());
    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000L, Long.MIN_VALUE})
  void aTokenBucketFillsWhereverTimeBegins(long origin) {
    TokenBucket bucket = new TokenBucket(1, 1, origin);

    assertThat(bucket.tryTake(origin)).isTrue();
    assertThat(bucket.tryTake(origin + 999_000_000L)).isFalse();
    assertThat(bucket.tryTake(origin + 1_001_000_000L)).isTrue();
  }
}
