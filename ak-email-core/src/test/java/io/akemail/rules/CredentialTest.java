package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The credential verdict: refused, tried once each quarter of an hour, ended by an acceptance. */
class CredentialTest {
  private static final Duration RETRY = Duration.ofMinutes(15);

  @Test
  void aRefusedCredentialTakesTheProviderOutOfUse() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY);

    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
    assertThat(bench.standing().reason()).isEqualTo(StatusReason.CREDENTIAL);
    assertThat(bench.standing().until() - bench.now).isEqualTo(RETRY.toNanos());
    assertThat(bench.epoch()).as("health is untouched").isZero();
  }

  @Test
  void aRefusedRequestLeavesTheProviderInUse() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_TEMPLATE);

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @Test
  void oneTrialIsOfferedAfterFifteenMinutesAndNotBefore() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY);

    bench.pass(RETRY.minusNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.TRIAL);
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.TRIAL);
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.NORMAL);
    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
  }

  @Test
  void anAcceptedTrialEndsTheVerdict() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).pass(RETRY);
    bench.verdicts.takeOffer(bench.now);

    bench.ends(Bench.ACCEPTED, Role.TRIAL, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }

  @Test
  void aRefusedTrialWaitsAnotherFifteenMinutes() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).pass(RETRY);
    bench.verdicts.takeOffer(bench.now);
    bench.ends(Bench.BAD_KEY, Role.TRIAL, bench.epoch());

    bench.pass(RETRY.minusNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.NONE);

    bench.pass(Duration.ofNanos(1));
    assertThat(bench.offer()).isEqualTo(Offer.TRIAL);
  }

  @Test
  void aTrialThatWasNotMadeIsOfferedAgainAtOnce() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).pass(RETRY);
    bench.verdicts.takeOffer(bench.now);

    bench.verdicts.attemptWithdrawn(Role.TRIAL, bench.epoch(), bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.TRIAL);
  }

  @Test
  void aTrialWhoseHolderDiedIsOfferedAgainAfterAnotherFifteenMinutes() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).pass(RETRY);
    bench.verdicts.takeOffer(bench.now);

    assertThat(bench.pass(RETRY).offer()).isEqualTo(Offer.TRIAL);
  }

  @Test
  void anAcceptanceOfAnAttemptBegunBeforeTheVerdictDoesNotEndIt() {
    Bench bench = Bench.withoutCheck();
    long began = bench.now;
    bench.pass(Duration.ofSeconds(1)).ends(Bench.BAD_KEY).pass(Duration.ofSeconds(1));

    bench.ends(Bench.ACCEPTED, Role.NORMAL, 0, began);

    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
  }

  @Test
  void anAcceptanceOfAnAttemptBegunAfterTheVerdictEndsItWhateverItsEpoch() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY);
    long began = bench.now + 1;
    bench.trip().pass(Duration.ofSeconds(1));

    bench.ends(Bench.ACCEPTED, Role.NORMAL, 0, began);

    assertThat(bench.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void aRejectionDoesNotEndTheVerdict() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).pass(RETRY);
    bench.verdicts.takeOffer(bench.now);

    bench.ends(Bench.REJECTED, Role.TRIAL, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.MISCONFIGURED);
  }

  @Test
  void aProviderThatIsDownWithABadKeyIsProbedAndTriedWithOneMessage() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).trip();
    bench.pass(Duration.ofMinutes(14));
    assertThat(bench.offer()).as("the trial is not due").isEqualTo(Offer.NONE);

    bench.pass(Duration.ofMinutes(1));
    assertThat(bench.verdicts.takeOffer(bench.now)).isEqualTo(Role.PROBE);
    bench.ends(Bench.ACCEPTED, Role.PROBE, bench.epoch());

    assertThat(bench.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aWithdrawnProbeOfAProviderWithABadKeyGivesTheTrialBackToo() {
    Bench bench = Bench.withoutCheck().ends(Bench.BAD_KEY).trip().pass(RETRY);
    bench.verdicts.takeOffer(bench.now);

    bench.verdicts.attemptWithdrawn(Role.PROBE, bench.epoch(), bench.now);

    assertThat(bench.offer()).isEqualTo(Offer.PROBE);
  }
}
