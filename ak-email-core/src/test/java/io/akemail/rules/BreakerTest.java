package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 3 of the failover semantics: suspicion and the breaker. */
class BreakerTest {

  static List<Outcome> noFaults() {
    return List.of(
        Bench.ACCEPTED,
        Bench.REJECTED,
        Bench.UNSUPPORTED,
        Bench.BAD_KEY,
        Bench.BAD_TEMPLATE,
        Bench.UNTOLD);
  }

  static List<Outcome> faults() {
    return List.of(Bench.FAULT, Bench.LOST, Bench.LOCAL_FAULT);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theFirstFaultMakesSuspectAndTheThirdInARowTrips(Outcome fault) {
    Bench bench = Bench.withoutCheck().ends(fault);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.FAULTS);

    bench.ends(fault);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);

    bench.ends(fault);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @ParameterizedTest
  @MethodSource("noFaults")
  void whatIsNoFaultNeverTrips(Outcome outcome) {
    Bench bench = Bench.withoutCheck();
    for (int i = 0; i < 50; i++) {
      bench.ends(outcome);
    }

    assertThat(bench.epoch()).isZero();
    assertThat(bench.state()).isNotIn(ProviderState.DOWN, ProviderState.SUSPECT);
  }

  @Test
  void aRejectionResetsTheCountOfFaultsInARow() {
    Bench bench = Bench.withoutCheck();

    bench.ends(Bench.FAULT).ends(Bench.FAULT).ends(Bench.REJECTED);
    bench.ends(Bench.FAULT).ends(Bench.FAULT);

    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);
  }

  @Test
  void anUnsupportedMessageLeavesTheCountOfFaultsInARow() {
    Bench bench = Bench.withoutCheck().ends(Bench.FAULT).ends(Bench.FAULT);

    bench.ends(Bench.UNSUPPORTED).ends(Bench.FAULT);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @ParameterizedTest(name = "{0} successes and {1} faults: trips {2}")
  @CsvSource({"9, 11, true", "10, 10, false", "9, 10, false", "0, 20, true", "400, 401, true"})
  void aSuccessRateUnderHalfOfAtLeastTwentyTrips(int successes, int faults, boolean trips) {
    Bench bench = Bench.withoutCheck();

    bench.verdicts.attemptEnded(
        Bench.FAULT, Role.NORMAL, 0, bench.now, new Counts(successes, faults), bench.now);

    assertThat(bench.state()).isEqualTo(trips ? ProviderState.DOWN : ProviderState.SUSPECT);
  }

  @Test
  void theNextAnswerToASendEndsSuspicionByFault() {
    Bench bench = Bench.withoutCheck().ends(Bench.FAULT).ends(Bench.ACCEPTED);

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
    assertThat(bench.standing().calm()).isTrue();
  }

  @Test
  void anAnsweredCheckEndsSuspicionByFaultButNotTheCount() {
    Bench bench = Bench.withCheck().ends(Bench.FAULT).ends(Bench.FAULT);

    bench.verdicts.reachable(bench.now);
    assertThat(bench.state()).isEqualTo(ProviderState.UP);

    bench.ends(Bench.FAULT);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void anAnsweredCheckDoesNotEndSuspicionByAge() {
    Bench bench = Bench.withCheck();
    bench.verdicts.callsGetNoAnswer();

    bench.verdicts.reachable(bench.now);

    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.NO_ANSWER);
  }

  @Test
  void anAnswerToASendEndsSuspicionByAge() {
    Bench bench = Bench.withCheck();
    bench.verdicts.callsGetNoAnswer();

    bench.ends(Bench.ACCEPTED);

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @Test
  void theEndOfTheLastCallWithoutAnAnswerTrips() {
    Bench bench = Bench.withCheck();
    bench.verdicts.callsGetNoAnswer();

    bench.verdicts.lastCallEnded(bench.now);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.NO_ANSWER);
  }

  @Test
  void theEndOfTheLastCallOfAProviderThatIsNotSuspectByAgeTripsNothing() {
    Bench bench = Bench.withCheck().ends(Bench.FAULT);

    bench.verdicts.lastCallEnded(bench.now);

    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);
  }

  @Test
  void failedChecksCountAsFaults() {
    Bench bench = Bench.withCheck().ends(Bench.FAULT);

    bench.verdicts.unreachable(bench.now);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);

    bench.verdicts.unreachable(bench.now);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.UNREACHABLE);
  }

  @Test
  void aCheckIsWantedWhileSuspectOrDownAndNotElse() {
    assertThat(Bench.withCheck().wantsCheck()).isFalse();
    assertThat(Bench.withCheck().ends(Bench.FAULT).wantsCheck()).isTrue();
    assertThat(Bench.withCheck().trip().wantsCheck()).isTrue();
    assertThat(Bench.withCheck().probing().wantsCheck()).isFalse();
    assertThat(Bench.withCheck().ramping().wantsCheck()).isFalse();
  }

  @Test
  void aDisabledProviderWantsNoCheck() {
    Bench bench = Bench.withCheck().trip();

    bench.verdicts.operatorSays(OperatorVerdict.DISABLED, Standing.NO_TIMER);

    assertThat(bench.wantsCheck()).isFalse();
  }
}
