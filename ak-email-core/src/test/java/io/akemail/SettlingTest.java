package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.rules.BackOff;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a claimed message after a delivery, without any outbox. */
class SettlingTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId GONE = ProviderId.of("gone");
  private static final Settling.Rules RULES =
      new Settling.Rules(
          new BackOff(Duration.ofSeconds(30), Duration.ofHours(1)), Rig.LONGEST); // 1.2 times

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final Rig rig = Rig.of(a);

  private static Claim claim(EmailMessage message, Duration left, Doubt... doubts) {
    return new Claim(message, 7, left, 4, 2, List.of(doubts), false);
  }

  private static Claim claim(EmailMessage message, Doubt... doubts) {
    return claim(message, Duration.ofDays(1), doubts);
  }

  private Settling settle(Claim claim, boolean canBeResolved) {
    Errand errand =
        new Errand() {
          @Override
          public List<Doubt> doubts() {
            return claim.doubts();
          }

          @Override
          public boolean begins(ProviderId provider, int number, List<Doubt> doubts) {
            return true;
          }
        };
    EmailMessage message = claim.message();
    Delivery delivery = rig.run(new Delivery(rig.engine, message, rig.strategy, errand), message);
    return Settling.of(claim, delivery, canBeResolved, RULES);
  }

  private Settlement settlement(Claim claim) {
    return settle(claim, false).settlement();
  }

  @Test
  void anAcceptedMessageIsSentWithItsProvidersId() {
    Settlement sent = settlement(claim(Messages.any()));

    assertThat(sent.state()).isEqualTo(OutboxState.SENT);
    assertThat(sent.provider()).isEqualTo(A);
    assertThat(sent.providerMessageId()).isEqualTo("taken");
    assertThat(sent.attempts()).isEqualTo(5);
    assertThat(sent.possibleDuplicate()).isFalse();
  }

  @Test
  void anAcceptedMessageThatWasInDoubtIsFlagged() {
    assertThat(settlement(claim(Messages.any(), new Doubt(GONE, Duration.ZERO))))
        .extracting(Settlement::state, Settlement::possibleDuplicate)
        .containsExactly(OutboxState.SENT, true);
  }

  @Test
  void afterFailedAttemptsItWaitsLongerWithEachRound() {
    a.always(Step.fault());
    Settlement later = settlement(claim(Messages.any()));

    assertThat(later.state()).isEqualTo(OutboxState.WAITING);
    assertThat(later.rounds()).isEqualTo(3);
    assertThat(later.delay()).isBetween(Duration.ofSeconds(96), Duration.ofSeconds(144));
  }

  @Test
  void whereNobodyCouldBeAskedItIsNoRoundAndTheNextTryIsSoon() {
    rig.trip(0);
    Settlement later = settlement(claim(Messages.any()));

    assertThat(later.rounds()).isEqualTo(2);
    assertThat(later.attempts()).isEqualTo(4);
    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void itDoesNotWaitBeyondItsTime() {
    a.always(Step.fault());
    Settlement later = settlement(claim(Messages.any(), Duration.ofSeconds(5)));

    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aMessageAtFaultFails() {
    a.always(Step.reject());
    Settling settling = settle(claim(Messages.any()), false);

    assertThat(settling.settlement().state()).isEqualTo(OutboxState.FAILED);
    assertThat(settling.failure()).isInstanceOf(EmailRejectedException.class);
  }

  @Test
  void aMessageAtFaultThatMayHaveBeenAcceptedElsewhereIsNotSaidToHaveFailed() {
    a.always(Step.reject());
    Settling settling = settle(claim(Messages.any(), new Doubt(GONE, Duration.ZERO)), false);

    assertThat(settling.settlement().state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(settling.settlement().detail()).contains("accepted earlier by gone");
    assertThat(settling.failure()).isInstanceOf(DeliveryUnknownException.class);
    assertThat(settling.failure().possiblyAccepted()).isTrue();
  }

  @Test
  void inDoubtAtMostOnceItWaitsAsLongAsItCanBeResolvedAndThenIsUnknown() {
    Claim claim = claim(Messages.atMostOnce(), new Doubt(A, Duration.ZERO));

    assertThat(settle(claim, true).settlement().state()).isEqualTo(OutboxState.WAITING);
    assertThat(settle(claim, true).settlement().doubts()).hasSize(1);
    assertThat(settle(claim, false).settlement().state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(a.calls()).isZero();
  }

  @Test
  void anExpiredMessageIsSaidToHaveExpiredOnlyIfItIsSurelyNotAccepted() {
    Claim sure = claim(Messages.any(), Duration.ZERO);
    Claim doubtful = claim(Messages.any(), Duration.ZERO, new Doubt(A, Duration.ZERO));

    assertThat(Settling.expired(sure).settlement().state()).isEqualTo(OutboxState.EXPIRED);
    assertThat(Settling.expired(sure).failure()).isInstanceOf(EmailRejectedException.class);
    assertThat(Settling.expired(doubtful).settlement().state()).isEqualTo(OutboxState.UNKNOWN);
  }

  @Test
  void aMessageBeyondItsOwnLimitExpires() {
    Instant past = rig.time.instant().minusSeconds(1);
    Claim claim = claim(Messages.builder().deliverBefore(past).build());

    assertThat(settlement(claim).state()).isEqualTo(OutboxState.EXPIRED);
    assertThat(a.calls()).isZero();
  }

  @Test
  void whatIsBrokenOffByClosingIsDueAtOnceAndIsNoRound() {
    rig.engine.close();
    Settlement later = settlement(claim(Messages.any()));

    assertThat(later.state()).isEqualTo(OutboxState.WAITING);
    assertThat(later.delay()).isEqualTo(Duration.ZERO);
    assertThat(later.rounds()).isEqualTo(2);
  }
}
