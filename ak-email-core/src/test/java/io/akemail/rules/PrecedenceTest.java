package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 1 of the failover semantics: which verdict shows, and the operator's part. */
class PrecedenceTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static void operator(Bench bench, OperatorVerdict verdict) {
    bench.verdicts.operatorSays(verdict, Standing.NO_TIMER);
  }

  /** Down, over its limit, with a bad key, and disabled; then one after another is taken away. */
  @Test
  void theFirstVerdictThatAppliesIsShown() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).trip();
    bench.ends(Bench.overLimit(HOUR));
    operator(bench, OperatorVerdict.DISABLED);
    assertThat(bench.state()).isEqualTo(ProviderState.DISABLED);

    operator(bench, OperatorVerdict.DRAINING);
    assertThat(bench.state()).isEqualTo(ProviderState.DRAINING);

    operator(bench, OperatorVerdict.NONE);
    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);

    bench.ends(Bench.ACCEPTED, Role.NORMAL, 0, bench.now + 1);
    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);

    bench.pass(HOUR);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);

    bench.verdicts.takeOffer(bench.now);
    assertThat(bench.state()).isEqualTo(ProviderState.PROBING);

    bench.ends(Bench.ACCEPTED, Role.PROBE, bench.epoch());
    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);

    bench.ends(Bench.FAULT);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);
  }

  @ParameterizedTest
  @EnumSource(
      value = OperatorVerdict.class,
      names = {"DISABLED", "DRAINING"})
  void whatTheOperatorTookOutOfUseOffersNothing(OperatorVerdict verdict) {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).trip().pass(HOUR);
    operator(bench, verdict);

    assertThat(bench.offer()).isEqualTo(Offer.NONE);
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.NORMAL);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.OPERATOR);
  }

  @Test
  void forcedUpSkipsHealth() {
    Bench bench = Bench.withoutCheck().trip();
    operator(bench, OperatorVerdict.FORCED_UP);

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.OPERATOR);
    assertThat(bench.pass(HOUR).offer()).isEqualTo(Offer.NONE);
  }

  @Test
  void forcedUpSkipsNeitherCredentialNorLimit() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).ends(Bench.overLimit(HOUR));
    operator(bench, OperatorVerdict.FORCED_UP);

    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
    assertThat(bench.pass(Duration.ofMinutes(59)).offer()).isEqualTo(Offer.NONE);
    assertThat(bench.pass(Duration.ofMinutes(1)).offer()).isEqualTo(Offer.TRIAL);
  }

  @Test
  void aForcedProviderThatWorksRecoversUnderneath() {
    Bench bench = Bench.withoutCheck().trip();
    operator(bench, OperatorVerdict.FORCED_UP);

    bench.ends(Bench.ACCEPTED);
    operator(bench, OperatorVerdict.NONE);

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void theOperatorsVerdictEndsWithItsTime() {
    Bench bench = Bench.withoutCheck().trip();
    bench.verdicts.operatorSays(OperatorVerdict.FORCED_UP, bench.now + HOUR.toNanos());
    assertThat(bench.standing().until() - bench.now).isEqualTo(HOUR.toNanos());
    assertThat(bench.standing().calm()).as("a timer runs").isFalse();

    bench.pass(HOUR.minusNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.UP);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void theOperatorsVerdictWithoutTimeStays() {
    Bench bench = Bench.withoutCheck();
    operator(bench, OperatorVerdict.DISABLED);

    bench.pass(Duration.ofDays(400));

    assertThat(bench.state()).isEqualTo(ProviderState.DISABLED);
    assertThat(bench.standing().hasTimer()).isFalse();
  }

  @Test
  void aLaterVerdictWithoutTimeForgetsTheEarlierTime() {
    Bench bench = Bench.withoutCheck();
    bench.verdicts.operatorSays(OperatorVerdict.DISABLED, bench.now + HOUR.toNanos());
    operator(bench, OperatorVerdict.DRAINING);

    bench.pass(HOUR);

    assertThat(bench.state()).isEqualTo(ProviderState.DRAINING);
  }

  @Test
  void outcomesLeaveTheOperatorsVerdictAlone() {
    Bench bench = Bench.withoutCheck();
    operator(bench, OperatorVerdict.DRAINING);

    bench.trip().ends(Bench.BAD_KEY).ends(Bench.UNTOLD).ends(Bench.ACCEPTED);

    assertThat(bench.state()).isEqualTo(ProviderState.DRAINING);
  }

  @ParameterizedTest
  @EnumSource(ProviderState.class)
  void everyStateTellsWhenItEndsAtTheEarliestIfTimeEndsIt(ProviderState state) {
    Bench bench =
        switch (state) {
          case DISABLED, DRAINING, UP -> Bench.withoutCheck();
          case MISCONFIGURED -> Bench.withoutCheck().ends(Bench.BAD_KEY);
          case OVER_LIMIT -> Bench.withoutCheck().ends(Bench.UNTOLD);
          case DOWN -> Bench.withoutCheck().trip();
          case PROBING -> Bench.withoutCheck().probing();
          case SUSPECT -> Bench.withoutCheck().ends(Bench.FAULT);
          case RAMPING -> Bench.withoutCheck().ramping();
        };
    if (state == ProviderState.DISABLED || state == ProviderState.DRAINING) {
      operator(bench, OperatorVerdict.valueOf(state.name()));
    }
    boolean timed =
        switch (state) {
          case DISABLED, DRAINING, UP, SUSPECT -> false;
          case MISCONFIGURED, OVER_LIMIT, DOWN, PROBING, RAMPING -> true;
        };

    assertThat(bench.state()).isEqualTo(state);
    assertThat(bench.standing().hasTimer()).isEqualTo(timed);
    if (timed) {
      assertThat(bench.standing().until() - bench.now).isPositive();
    }
  }
}
