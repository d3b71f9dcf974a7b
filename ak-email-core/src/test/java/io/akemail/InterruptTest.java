package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.status.ProviderState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller that went away gets no failover, and costs no provider its good name. */
class InterruptTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @AfterEach
  void clear() {
    assertThat(Thread.interrupted()).as("the interrupt is kept for the caller").isTrue();
  }

  @Test
  void anInterruptedCallerSendsNothing() {
    Rig rig = Rig.of(a, b);
    Thread.currentThread().interrupt();

    EmailCancelledException failure = rig.fails(EmailCancelledException.class, Messages.any());

    assertThat(failure.attempts()).isEmpty();
    assertThat(a.calls()).isZero();
  }

  @Test
  void anInterruptBeforeTheWritingStopsTheSend() {
    a.then(
        (message, context) -> {
          Thread.currentThread().interrupt();
          return Step.fault().take(message, context);
        });
    Rig rig = Rig.of(a, b);

    EmailCancelledException failure = rig.fails(EmailCancelledException.class, Messages.any());

    assertThat(failure.possiblyAccepted()).isFalse();
    assertThat(b.calls()).isZero();
  }

  @Test
  void anInterruptThatTheProviderNoticesItselfIsNoFaultOfTheProvider() {
    a.always(
        (message, context) -> {
          Thread.currentThread().interrupt();
          return Step.fault().take(message, context);
        });
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 5; i++) {
      rig.fails(EmailCancelledException.class, Messages.any());
      assertThat(Thread.interrupted()).isTrue();
    }
    Thread.currentThread().interrupt();

    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
  }

  @Test
  void anInterruptAfterTheWritingLeavesTheDeliveryUnknown() {
    a.then(
        (message, context) -> {
          Thread.currentThread().interrupt();
          return Step.lost().take(message, context);
        });
    Rig rig = Rig.of(a, b);

    DeliveryUnknownException failure = rig.fails(DeliveryUnknownException.class, Messages.any());

    assertThat(failure.possiblyAccepted()).isTrue();
    assertThat(b.calls()).isZero();
  }

  @Test
  void anInterruptAfterALostAnswerElsewhereLeavesTheDeliveryUnknown() {
    a.then(Step.lost());
    b.then(
        (message, context) -> {
          Thread.currentThread().interrupt();
          return Step.fault().take(message, context);
        });

    Rig.of(a, b).fails(DeliveryUnknownException.class, Messages.any());
  }

  @Test
  void anInterruptDoesNotTakeAnAcceptanceBack() {
    a.then(
        (message, context) -> {
          Thread.currentThread().interrupt();
          return Step.accept().take(message, context);
        });

    assertThat(Rig.of(a, b).send().provider()).contains(a.id());
  }

  @Test
  void aSenderThatClosesBetweenTwoAttemptsTriesNoOther() {
    Rig[] rig = new Rig[1];
    a.then(
        (message, context) -> {
          rig[0].engine.close();
          return Step.fault().take(message, context);
        });
    rig[0] = Rig.of(a, b);
    rig[0].fails(EmailCancelledException.class, Messages.any());

    assertThat(b.calls()).isZero();
    Thread.currentThread().interrupt();
  }

  /** Closing looks for calls in flight once it is said; a call may begin only before. */
  @Test
  void aSenderThatClosesWhileAnAttemptBeginsMakesNoCall() {
    Rig rig = Rig.of(a, b);
    rig.strategy =
        (message, candidates) -> {
          rig.engine.close();
          return candidates;
        };
    EmailMessage message = Messages.any();

    rig.fails(EmailCancelledException.class, message);

    assertThat(a.calls() + b.calls()).isZero();
    assertThat(rig.route(0).bulkhead().isEmpty()).isTrue();
    Thread.currentThread().interrupt();
  }
}
