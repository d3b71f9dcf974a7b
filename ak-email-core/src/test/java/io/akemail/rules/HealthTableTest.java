package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2 of the failover semantics, row by row. */
class HealthTableTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aProviderBeginsUp() {
    Bench bench = Bench.withoutCheck();

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
    assertThat(bench.standing().calm()).isTrue();
    assertThat(bench.offer()).isEqualTo(Offer.NONE);
  }

  @Test
  void theBreakerTakesAProviderThatIsUpDown() {
    Bench bench = Bench.withoutCheck().trip();

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.FAULTS);
    assertThat(bench.epoch()).isEqualTo(1);
  }

  /** Down, the host unreachable as well: what an outage of the whole host looks like. */
  private static Bench hostDown() {
    Bench bench = Bench.withCheck().trip();
    bench.verdicts.unreachable(bench.now);
    return bench;
  }

  @Test
  void anAnsweredCheckAfterAFailedOneOffersAProbeAtOnce() {
    Bench bench = hostDown();

    bench.verdicts.reachable(bench.now);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void aCheckThatFailedBeforeTheBreakerTrippedCountsToo() {
    Bench bench = Bench.withCheck().ends(Bench.FAULT);
    bench.verdicts.unreachable(bench.now);
    bench.verdicts.unreachable(bench.now);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);

    bench.verdicts.reachable(bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void aCheckThatNeverFailedInThisOutageWaitsForTheEndOfTheDeadPeriod() {
    Bench bench = Bench.withCheck().ends(Bench.FAULT);
    bench.verdicts.unreachable(bench.now);
    bench.verdicts.reachable(bench.now);
    bench.ends(Bench.ACCEPTED).trip();

    bench.verdicts.reachable(bench.now);
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.now = bench.standing().until();
    bench.verdicts.reachable(bench.now);
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void afterAFailedProbeAnAnsweredCheckWaitsForTheEndOfTheDeadPeriod() {
    Bench bench = hostDown();
    bench.verdicts.reachable(bench.now);
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.FAULT, Role.PROBE, bench.epoch());

    bench.verdicts.reachable(bench.now);
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.now = bench.standing().until() - 1;
    bench.verdicts.reachable(bench.now);
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.now++;
    bench.verdicts.reachable(bench.now);
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void aRecoveryForgetsTheProbeThatFailed() {
    Bench bench = hostDown();
    bench.verdicts.reachable(bench.now);
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.FAULT, Role.PROBE, bench.epoch());
    bench.pass(Duration.ofMinutes(1));
    bench.verdicts.reachable(bench.now);
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.ACCEPTED, Role.PROBE, bench.epoch()).trip();
    bench.verdicts.unreachable(bench.now);

    bench.verdicts.reachable(bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void withoutACheckTheEndOfTheDeadPeriodOffersAProbe() {
    Bench bench = Bench.withoutCheck().trip();
    long until = bench.standing().until();

    bench.pass(Duration.ofNanos(until - bench.now - 1));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void withACheckTheEndOfTheDeadPeriodAloneOffersNoProbe() {
    Bench bench = Bench.withCheck().trip().pass(Duration.ofHours(1));

    assertThat(bench.offer()).isEqualTo(Offer.NONE);
  }

  @Test
  void aFailedCheckTakesTheOfferOfAProbeBack() {
    Bench bench = hostDown();
    bench.verdicts.reachable(bench.now);

    bench.verdicts.unreachable(bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.NONE);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.UNREACHABLE);
  }

  @Test
  void takingTheOfferMakesTheProviderProbingForTheHolderOnly() {
    Bench bench = Bench.withoutCheck().trip().pass(Duration.ofMinutes(1));

    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.PROBE);
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.NORMAL);
    assertThat(bench.state()).isEqualTo(ProviderState.PROBING);
    assertThat(bench.offer()).isEqualTo(Offer.NONE);
  }

  @Test
  void anAcceptedProbeBeginsTheRamp() {
    Bench bench = Bench.withoutCheck().probing();
    long epoch = bench.epoch();

    bench.ends(Bench.ACCEPTED, Role.PROBE, epoch);

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
    assertThat(bench.epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void aRejectedProbeBeginsTheRampSinceTheProviderAnsweredSensibly() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.REJECTED, Role.PROBE, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aProbeOverTheLimitBeginsTheRampButTheLimitHolds() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.overLimit(SECOND), Role.PROBE, bench.epoch());
    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);

    bench.pass(SECOND);
    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aProbeWithABadKeyBeginsTheRampButTheCredentialIsRefused() {
    Bench bench = Bench.withoutCheck().probing();
    long epoch = bench.epoch();

    bench.ends(Bench.BAD_KEY, Role.PROBE, epoch);

    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
    assertThat(bench.epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void aProbeWithABadRequestBeginsTheRamp() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.BAD_TEMPLATE, Role.PROBE, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aFaultOfTheProviderAtTheProbeTakesItDownAgain() {
    Bench bench = Bench.withoutCheck().probing();
    long epoch = bench.epoch();

    bench.ends(Bench.LOST, Role.PROBE, epoch);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.PROBE_FAILED);
    assertThat(bench.epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void aLocalFaultAtTheProbeOfTheOnlyMemberTakesItDownAgain() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.LOCAL_FAULT, Role.PROBE, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void aWithdrawnProbeIsOfferedAgainAndCostsNoDeadPeriod() {
    Bench bench = Bench.withoutCheck().probing();
    long epoch = bench.epoch();

    bench.verdicts.attemptWithdrawn(Role.PROBE, epoch, bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
    assertThat(bench.epoch()).isEqualTo(epoch);
  }

  @Test
  void aProbeThatTheProviderCannotCarryIsOfferedAgain() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.UNSUPPORTED, Role.PROBE, bench.epoch());

    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void aProbeWhoseHolderDiedIsOfferedAgainWhenItsLeaseIsOver() {
    Bench bench = Bench.withoutCheck().probing();
    Duration lease = HealthRules.DEFAULTS.probeLease();

    bench.pass(lease.minusNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.PROBING);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void theRampEndsUpAfterItsTimeAndThreeSuccesses() {
    Bench bench = Bench.withoutCheck().ramping();
    bench.ends(Bench.ACCEPTED).ends(Bench.ACCEPTED).ends(Bench.REJECTED);

    bench.pass(HealthRules.DEFAULTS.ramp().minusNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.state()).isEqualTo(ProviderState.UP);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.HEALTHY);
  }

  @Test
  void theRampDoesNotEndWithTwoSuccesses() {
    Bench bench = Bench.withoutCheck().ramping().ends(Bench.ACCEPTED).ends(Bench.ACCEPTED);

    bench.pass(Duration.ofHours(1));
    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);

    bench.ends(Bench.ACCEPTED).pass(Duration.ZERO);
    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @Test
  void answersAboutALimitAreNoSuccessesOfTheRamp() {
    Bench bench = Bench.withoutCheck().ramping();
    for (int i = 0; i < 3; i++) {
      bench.ends(Bench.overLimit(SECOND)).pass(Duration.ofMinutes(1));
    }

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void twoFaultsOfTheProviderInARowEndTheRamp() {
    Bench bench = Bench.withoutCheck().ramping().ends(Bench.FAULT);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);

    bench.ends(Bench.LOST);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void aSuccessBetweenTwoFaultsLetsTheRampGoOn() {
    Bench bench = Bench.withoutCheck().ramping();

    bench.ends(Bench.FAULT).ends(Bench.ACCEPTED).ends(Bench.FAULT).ends(Bench.ACCEPTED);

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void localFaultsEndTheRampOnlyAtTheThirdInARow() {
    Bench bench = Bench.withoutCheck().ramping();

    bench.ends(Bench.LOCAL_FAULT).ends(Bench.LOCAL_FAULT);
    assertThat(bench.state()).isEqualTo(ProviderState.SUSPECT);

    bench.ends(Bench.LOCAL_FAULT);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void aLastResortThatWorkedBeginsTheRampAsAProbeWould() {
    Bench bench = Bench.withoutCheck().trip();

    bench.ends(Bench.ACCEPTED, Role.LAST_RESORT, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aLastResortThatFailedChangesNothing() {
    Bench bench = Bench.withoutCheck().trip();
    Standing before = bench.standing();

    bench.ends(Bench.FAULT, Role.LAST_RESORT, bench.epoch());

    assertThat(bench.standing()).isEqualTo(before);
  }

  @Test
  void aLastResortThatFailsWhileAProbeIsOutSaysNothingOfTheProbe() {
    Bench bench = Bench.withoutCheck().probing();

    bench.ends(Bench.FAULT, Role.LAST_RESORT, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.PROBING);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aResultOfAnOlderEpochChangesNothing(int which) {
    Outcome outcome =
        new Outcome[] {
              Bench.ACCEPTED,
              Bench.REJECTED,
              Bench.FAULT,
              Bench.LOST,
              Bench.LOCAL_FAULT,
              Bench.UNSUPPORTED
            }
            [which];
    for (Role role : new Role[] {Role.NORMAL, Role.PROBE, Role.LAST_RESORT}) {
      for (Bench bench :
          new Bench[] {
            Bench.withoutCheck().trip(),
            Bench.withoutCheck().trip().pass(Duration.ofMinutes(1)),
            Bench.withoutCheck().probing(),
            Bench.withoutCheck().ramping()
          }) {
        Standing before = bench.standing();
        for (int i = 0; i < 5; i++) {
          bench.ends(outcome, role, before.epoch() - 1);
        }
        assertThat(bench.standing()).as("%s %s", outcome, role).isEqualTo(before);
      }
    }
  }

  @Test
  void aLimitOfAnOlderEpochHoldsButChangesNoHealth() {
    Bench bench = Bench.withoutCheck().trip();

    bench.ends(Bench.overLimit(SECOND), Role.NORMAL, 0);
    assertThat(bench.state()).isEqualTo(ProviderState.OVER_LIMIT);

    bench.pass(SECOND);
    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }
}
