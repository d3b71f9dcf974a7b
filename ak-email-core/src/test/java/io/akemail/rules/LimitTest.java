package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit verdict: clamped, doubled when untold, ended by its time only. */
class LimitTest {

  private static Duration pauseOf(Outcome outcome) {
    Bench bench = Bench.withoutCheck().ends(outcome);
    return Duration.ofNanos(bench.standing().until() - bench.now);
  }

  @ParameterizedTest(name = "{0} told as {1} holds for {2}")
  @CsvSource({
    "RATE, PT30S, PT30S",
    "RATE, PT0S, PT1S",
    "RATE, PT-5M, PT1S",
    "RATE, PT0.999S, PT1S",
    "RATE, PT1H, PT1H",
    "RATE, PT1H0.1S, PT1H",
    "RATE, PT240000H, PT1H",
    "QUOTA, PT5H, PT5H",
    "QUOTA, PT24H, PT24H",
    "QUOTA, PT25H, PT24H",
    "QUOTA, PT0S, PT1S"
  })
  void aToldPauseIsClamped(Outcome.Limit limit, Duration told, Duration expected) {
    assertThat(pauseOf(new Outcome.OverLimit(told, limit, "429"))).isEqualTo(expected);
  }

  @Test
  void aPauseBeyondAllNumbersIsClampedToo() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    assertThat(pauseOf(new Outcome.OverLimit(endless, Outcome.Limit.RATE, "429")))
        .isEqualTo(Duration.ofHours(1));
    assertThat(pauseOf(new Outcome.OverLimit(endless.negated(), Outcome.Limit.QUOTA, "429")))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anUntoldPauseDoublesFromFiveSecondsToThreeHundred() {
    Bench bench = Bench.withoutCheck();
    for (long seconds : new long[] {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
      bench.ends(Bench.UNTOLD);
      assertThat(bench.standing().until() - bench.now).isEqualTo(seconds * 1_000_000_000L);
      bench.pass(Duration.ofSeconds(seconds));
      assertThat(bench.state()).isEqualTo(ProviderState.UP);
    }
  }

  @Test
  void aHundredUntoldLimitsAtOnceCountAsOne() {
    Bench bench = Bench.withoutCheck();
    for (int i = 0; i < 100; i++) {
      bench.ends(Bench.UNTOLD);
    }

    assertThat(bench.standing().until() - bench.now).isEqualTo(5_000_000_000L);
  }

  @Test
  void anAcceptanceAfterTheLimitBeginsTheDoublingAnew() {
    Bench bench = Bench.withoutCheck().ends(Bench.UNTOLD).pass(Duration.ofSeconds(5));
    assertThat(bench.standing().calm()).as("an acceptance matters").isFalse();

    bench.ends(Bench.ACCEPTED);
    assertThat(bench.standing().calm()).isTrue();

    bench.ends(Bench.UNTOLD);
    assertThat(bench.standing().until() - bench.now).isEqualTo(5_000_000_000L);
  }

  @Test
  void aLateAcceptanceDoesNotEndTheLimit() {
    Bench bench = Bench.withoutCheck().ends(Bench.overLimit(Duration.ofSeconds(30)));

    bench.ends(Bench.ACCEPTED).ends(Bench.ACCEPTED);

    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.LIMIT);
  }

  @Test
  void aLateAcceptanceDoesNotBeginTheDoublingAnew() {
    Bench bench = Bench.withoutCheck().ends(Bench.UNTOLD).ends(Bench.ACCEPTED);

    bench.pass(Duration.ofSeconds(5)).ends(Bench.UNTOLD);

    assertThat(bench.standing().until() - bench.now).isEqualTo(10_000_000_000L);
  }

  @Test
  void aShorterPauseDoesNotShortenALongerOne() {
    Bench bench = Bench.withoutCheck().ends(Bench.overLimit(Duration.ofMinutes(10)));
    long until = bench.standing().until();

    bench.ends(Bench.overLimit(Duration.ofSeconds(1))).ends(Bench.UNTOLD);

    assertThat(bench.standing().until()).isEqualTo(until);
  }

  @Test
  void aLongerPauseLengthensAShorterOne() {
    Bench bench = Bench.withoutCheck().ends(Bench.overLimit(Duration.ofSeconds(1)));

    bench.ends(Bench.overLimit(Duration.ofSeconds(9)));

    assertThat(bench.standing().until() - bench.now).isEqualTo(9_000_000_000L);
  }

  @Test
  void theLimitEndsAtItsTimeAndNotOneNanosecondBefore() {
    Bench bench = Bench.withoutCheck().ends(Bench.overLimit(Duration.ofSeconds(30)));

    bench.pass(Duration.ofSeconds(30).minusNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @Test
  void aProbeOrATrialIsNotOfferedWhileOverTheLimit() {
    Bench bench = Bench.withoutCheck().trip().pass(Duration.ofMinutes(1));
    bench.ends(Bench.overLimit(Duration.ofHours(1)), Role.LAST_RESORT, bench.epoch());
    bench.ends(Bench.BAD_KEY, Role.LAST_RESORT, bench.epoch());

    bench.pass(Duration.ofMinutes(59));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.NORMAL);

    bench.pass(Duration.ofMinutes(1));
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }
}
