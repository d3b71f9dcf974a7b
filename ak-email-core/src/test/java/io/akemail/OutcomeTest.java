package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Problem;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Section 6 of the failover semantics: what the sender does with each kind of outcome. */
class OutcomeTest {
  private static final Duration TRIAL = Duration.ofMinutes(15);

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @Test
  void aRejectedMessageReachesNoSecondProviderAndChangesNoHealth() {
    a.always(Step.reject());
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 50; i++) {
      EmailRejectedException failure = rig.fails(EmailRejectedException.class, Messages.any());
      assertThat(failure.problems()).containsExactly(new Problem("to[0]", "is unknown"));
    }

    assertThat(b.calls()).isZero();
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
  }

  @Test
  void anUnsupportedMessageMovesOnAndCountsAsNoAttempt() {
    ScriptedProvider c = new ScriptedProvider("c");
    ScriptedProvider d = new ScriptedProvider("d");
    ScriptedProvider e = new ScriptedProvider("e");
    a.always(Step.unsupported());
    b.always(Step.unsupported());
    c.always(Step.unsupported());
    d.always(Step.fault());
    Rig rig = Rig.of(a, b, c, d, e);

    Receipt receipt = rig.send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b", "c", "d", "e");
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    assertThat(rig.recorder.changes()).noneMatch(change -> change.contains("MISCONFIGURED"));
  }

  @Test
  void aMessageThatNobodyCanCarryIsTheCallersFault() {
    a.always(Step.unsupported());
    b.always(Step.unsupported());
    EmailRejectedException failure =
        Rig.of(a, b).fails(EmailRejectedException.class, Messages.any());

    assertThat(failure.problems()).extracting(Problem::field).containsExactly("a", "b");
  }

  @Test
  void aMessageThatOneCannotCarryAndTheOtherFailsMaySucceedLater() {
    a.always(Step.unsupported());
    b.always(Step.fault());

    Rig.of(a, b).fails(EmailUnavailableException.class, Messages.any());
  }

  @Test
  void aBadKeyAlertsOnceAndTheNextProviderIsUsed() {
    a.always(Step.badKey());
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 20; i++) {
      assertThat(rig.send().provider()).contains(b.id());
      rig.pass(Duration.ofSeconds(10));
    }

    assertThat(a.calls()).isEqualTo(1);
    assertThat(rig.told().of(Alert.class))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Alert.Kind.CREDENTIAL_REFUSED);
              assertThat(alert.provider()).contains(a.id());
              assertThat(alert.text()).contains("the key is refused");
            });
  }

  @Test
  void aBadKeyIsTriedWithOneMessageAfterFifteenMinutesAndHeals() {
    a.always(Step.badKey());
    Rig rig = Rig.of(a, b);
    rig.send();
    rig.pass(TRIAL.minusMillis(1));
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.tried(Messages.any())).containsExactly("a", "b");
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    a.always(Step.accept());
    rig.pass(TRIAL);
    assertThat(rig.tried(Messages.any())).containsExactly("a");
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    assertThat(rig.told().of(Alert.class))
        .as("the failed trial is no news")
        .extracting(Alert::phase)
        .containsExactly(Alert.Phase.RAISED, Alert.Phase.OVER);
  }

  @Test
  void aKeyThatIsRefusedAnewAfterItHealedAlertsAnew() {
    a.then(Step.badKey(), Step.accept(), Step.badKey());
    Rig rig = Rig.of(a, b);
    rig.send();
    rig.pass(TRIAL);
    rig.send();
    rig.send();

    assertThat(rig.told().of(Alert.class))
        .extracting(Alert::phase)
        .containsExactly(Alert.Phase.RAISED, Alert.Phase.OVER, Alert.Phase.RAISED);
  }

  @Test
  void aBadKeyIsNoLastResort() {
    a.always(Step.badKey());
    Rig rig = Rig.of(a);
    rig.fails(EmailUnavailableException.class, Messages.any());

    EmailUnavailableException failure = rig.fails(EmailUnavailableException.class, Messages.any());

    assertThat(a.calls()).isEqualTo(1);
    assertThat(failure).hasMessageContaining("a is MISCONFIGURED");
  }

  @Test
  void aRefusedRequestMovesOnLeavesTheProviderInUseAndAlertsOnce() {
    a.then(Step.badTemplate(), Step.badTemplate(), Step.badTemplate());
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 3; i++) {
      assertThat(rig.tried(Messages.any())).containsExactly("a", "b");
    }

    assertThat(rig.tried(Messages.any())).containsExactly("a");
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    assertThat(rig.told().of(Alert.class))
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.REQUEST_REFUSED);
  }

  @Test
  void aRefusedRequestAlertsAgainAfterAnHour() {
    a.always(Step.badTemplate());
    Rig rig = Rig.of(a, b);
    rig.send();
    rig.time.pass(Duration.ofMinutes(61));
    rig.send();

    assertThat(rig.told().of(Alert.class)).hasSize(2);
  }

  @Test
  void aProviderOverItsLimitIsNotUsedBeforeTheToldTimeEvenAsALastResort() {
    a.then(Step.overLimit(Duration.ofSeconds(30)));
    Rig rig = Rig.of(a);
    rig.fails(EmailUnavailableException.class, Messages.any());
    for (int i = 0; i < 29; i++) {
      rig.pass(Duration.ofSeconds(1));
      assertThat(rig.fails(EmailUnavailableException.class, Messages.any()))
          .hasMessageContaining("a is OVER_LIMIT");
    }
    assertThat(a.calls()).isEqualTo(1);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.send().provider()).contains(a.id());
  }

  @Test
  void aProviderThatIsDownAndOverItsLimitIsNoLastResort() {
    Rig rig = Rig.of(a);
    rig.trip(0);
    a.then(Step.overLimit(Duration.ofMinutes(10)));
    rig.fails(EmailUnavailableException.class, Messages.any());
    assertThat(a.calls()).isEqualTo(1);

    rig.pass(Duration.ofMinutes(9));
    rig.fails(EmailUnavailableException.class, Messages.any());
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void theFailureNamesEveryProvidersState() {
    a.always(Step.overLimit(Duration.ofSeconds(30)));
    b.always(Step.fault());
    EmailUnavailableException failure =
        Rig.of(a, b).fails(EmailUnavailableException.class, Messages.any());

    assertThat(failure)
        .hasMessageContaining("a is OVER_LIMIT (LIMIT, 30 s left)")
        .hasMessageContaining("b is SUSPECT (FAULTS)")
        .hasMessageContaining("b: UNAVAILABLE (503)");
    assertThat(failure.possiblyAccepted()).isFalse();
  }

  @Test
  void theStatusTellsTheLastOutcomeBehindIt() {
    a.always(Step.fault());
    Rig rig = Rig.of(a, b);
    rig.send();

    ProviderStatus status = rig.engine.statuses().get(0);

    assertThat(status.detail()).isEqualTo("503");
    assertThat(status.since()).isEqualTo(rig.time.instant());
  }

  @Test
  void aWallClockThatJumpsChangesNothing() {
    a.then(Step.overLimit(Duration.ofSeconds(30)));
    Rig rig = Rig.of(a, b);
    rig.send();
    rig.time.jump(Duration.ofDays(1));
    rig.watch();
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    rig.time.jump(Duration.ofDays(-2));
    rig.pass(Duration.ofSeconds(30));
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }
}
