package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.rules.OperatorVerdict;
import io.akemail.spi.Outcome;
import io.akemail.spi.SendContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Section 7 of the failover semantics: who may get a second copy, and how it is told. */
class GuaranteeTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @Test
  void atLeastOnceAMessageWhoseAnswerWasLostGoesToTheNextAndIsFlagged() {
    a.then(Step.lost());
    Receipt receipt = Rig.of(a, b).send();

    assertThat(receipt.provider()).contains(b.id());
    assertThat(receipt.possibleDuplicate()).isTrue();
    assertThat(receipt.attempts()).extracting(Attempt::written).containsExactly(true, true);
  }

  @Test
  void atMostOnceAMessageWhoseAnswerWasLostReachesNoSecondProvider() {
    a.then(Step.lost());
    Rig rig = Rig.of(a, b);
    EmailMessage message = Messages.atMostOnce();

    DeliveryUnknownException failure = rig.fails(DeliveryUnknownException.class, message);

    assertThat(b.calls()).isZero();
    assertThat(failure.possiblyAccepted()).isTrue();
    assertThat(failure.messageId()).isEqualTo(message.id());
    assertThat(Rig.tried(failure.attempts())).containsExactly("a");
  }

  @Test
  void aMessageThatWasSurelyNotTakenGoesToTheNextUnderBothGuaranteesAndIsNotFlagged() {
    for (EmailMessage message : List.of(Messages.any(), Messages.atMostOnce())) {
      a.then(Step.fault());
      Receipt receipt = Rig.of(a, b).send(message);

      assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b");
      assertThat(receipt.possibleDuplicate()).isFalse();
    }
  }

  @Test
  void atMostOnceWorksThroughEveryKindThatSurelyDidNotTakeTheMessage() {
    ScriptedProvider c = new ScriptedProvider("c");
    ScriptedProvider d = new ScriptedProvider("d");
    a.always(Step.unsupported());
    b.always(Step.badKey());
    c.always(Step.overLimit(Duration.ofSeconds(5)));

    Receipt receipt = Rig.of(a, b, c, d).send(Messages.atMostOnce());

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b", "c", "d");
    assertThat(receipt.possibleDuplicate()).isFalse();
  }

  @Test
  void anAcceptanceAtOnceIsNoDuplicate() {
    Receipt receipt = Rig.of(a, b).send();

    assertThat(receipt.possibleDuplicate()).isFalse();
    assertThat(receipt.providerMessageId()).contains("taken");
  }

  @Test
  void anIdempotentProviderIsAskedAgainWithTheSameKeyAndTheSameMessage() {
    a.idempotent().then(Step.lost(), Step.replayed());
    Receipt receipt = Rig.of(a, b).send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "a");
    assertThat(a.received.get(0)).isSameAs(a.received.get(1));
    assertThat(a.contexts)
        .extracting(SendContext::idempotencyKey)
        .hasSize(2)
        .containsOnly(a.contexts.get(0).idempotencyKey());
    assertThat(b.calls()).isZero();
  }

  @Test
  void aReplayedAcceptanceIsNoDuplicate() {
    a.idempotent().then(Step.lost(), Step.replayed());

    assertThat(Rig.of(a, b).send().possibleDuplicate()).isFalse();
  }

  @Test
  void anAcceptanceThatIsNotCalledAReplayIsFlagged() {
    a.idempotent().then(Step.lost(), Step.accept());

    assertThat(Rig.of(a, b).send().possibleDuplicate()).isTrue();
  }

  @Test
  void aReplayAtAnotherProviderDoesNotClearTheFirst() {
    a.then(Step.lost());
    b.idempotent().then(Step.lost(), Step.replayed());
    Receipt receipt = Rig.of(a, b).send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b", "b");
    assertThat(receipt.possibleDuplicate()).isTrue();
  }

  @Test
  void atMostOnceAnIdempotentProviderMayResolveAndThenTheMessageIsSent() {
    a.idempotent().then(Step.lost(), Step.replayed());
    Receipt receipt = Rig.of(a, b).send(Messages.atMostOnce());

    assertThat(receipt.provider()).contains(a.id());
    assertThat(receipt.possibleDuplicate()).isFalse();
  }

  @Test
  void aProviderIsResolvedOnlyOnce() {
    a.idempotent().always(Step.lost());
    DeliveryUnknownException failure =
        Rig.of(a, b).fails(DeliveryUnknownException.class, Messages.atMostOnce());
    assertThat(Rig.tried(failure.attempts())).containsExactly("a", "a");

    Receipt receipt = Rig.of(a, b).send();
    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "a", "b");
    assertThat(receipt.possibleDuplicate()).isTrue();
  }

  @Test
  void atMostOnceAResolveThatFailsSurelyLeavesTheDeliveryUnknown() {
    a.idempotent().then(Step.lost(), Step.fault());
    Rig.of(a, b).fails(DeliveryUnknownException.class, Messages.atMostOnce());

    assertThat(b.calls()).isZero();
  }

  @Test
  void atMostOnceAResolveThatIsRejectedTellsTheRejectionAndTheDoubt() {
    a.idempotent().then(Step.lost(), Step.reject());
    EmailRejectedException failure =
        Rig.of(a, b).fails(EmailRejectedException.class, Messages.atMostOnce());

    assertThat(failure.possiblyAccepted()).isTrue();
    assertThat(b.calls()).isZero();
  }

  @Test
  void aProviderThatIsNotIdempotentIsNeverAskedTwice() {
    a.always(Step.lost());
    b.always(Step.lost());
    EmailUnavailableException failure =
        Rig.of(a, b).fails(EmailUnavailableException.class, Messages.any());

    assertThat(Rig.tried(failure.attempts())).containsExactly("a", "b");
    assertThat(failure.possiblyAccepted()).isTrue();
  }

  @Test
  void resendsAreLimitedToATenthOfTheSendsAndOneASecond() {
    Rig rig = Rig.of(a, b);
    assertThat(resends(rig)).as("at first").isEqualTo(10);

    for (int i = 0; i < 50; i++) {
      rig.send();
    }
    assertThat(resends(rig)).as("for 50 sends").isEqualTo(5);

    rig.time.pass(Duration.ofSeconds(2));
    assertThat(resends(rig)).as("for 2 seconds").isEqualTo(2);
  }

  private static int resends(Rig rig) {
    int count = 0;
    while (rig.engine.mayResend(rig.time.nanos())) {
      count++;
    }
    return count;
  }

  @Test
  void atMostOnceWithoutABudgetForTheResolveTheDeliveryIsUnknown() {
    a.idempotent().always(Step.lost());
    Rig rig = Rig.of(a, b);
    assertThat(resends(rig)).isPositive();

    rig.fails(DeliveryUnknownException.class, Messages.atMostOnce());

    assertThat(a.calls()).isEqualTo(1);
    assertThat(b.calls()).isZero();
  }

  @Test
  void aProviderThatWentOverItsLimitInTheMeantimeIsNotAskedAgain() {
    Rig[] rig = new Rig[1];
    a.idempotent()
        .then(
            (message, context) -> {
              Outcome lost = Step.lost().take(message, context);
              rig[0].ends(
                  rig[0].call(0),
                  new Outcome.OverLimit(Duration.ofHours(1), Outcome.Limit.RATE, "429"));
              return lost;
            });
    rig[0] = Rig.of(a, b);

    assertThat(rig[0].tried(Messages.any())).containsExactly("a", "b");
  }

  @Test
  void aProviderThatAnOperatorTookOutOfUseInTheMeantimeIsNotAskedAgain() {
    Rig[] rig = new Rig[1];
    a.idempotent()
        .then(
            (message, context) -> {
              Outcome lost = Step.lost().take(message, context);
              rig[0].route(0).operatorSays(OperatorVerdict.DISABLED, Optional.empty());
              return lost;
            });
    rig[0] = Rig.of(a, b);

    rig[0].fails(DeliveryUnknownException.class, Messages.atMostOnce());
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void aPartlyAcceptedMessageIsSentToNobodyAgain() {
    Outcome partly =
        new Outcome.Accepted(
            "x", List.of(new Outcome.RejectedRecipient(null, "unknown")), Outcome.Proof.TAKEN);
    a.always(Step.answer(partly));
    Receipt receipt = Rig.of(a, b).send();

    assertThat(receipt.rejectedRecipients()).hasSize(1);
    assertThat(b.calls()).isZero();
  }
}
