package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.Explanation.Use;
import io.akemail.message.EmailMessage;
import io.akemail.rules.OperatorVerdict;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator can say and see. */
class OperatorTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final FailoverSender sender = FailoverSender.builder().provider(a).provider(b).build();

  @AfterEach
  void close() {
    sender.close();
  }

  private ProviderStatus status() {
    return sender.statuses().get(0);
  }

  @Test
  void aDisabledProviderIsNotUsedUntilItIsReleased() {
    sender.disable(a.id());
    assertThat(status().state()).isEqualTo(ProviderState.DISABLED);
    assertThat(sender.send(Messages.any()).provider()).contains(b.id());

    sender.release(a.id());
    assertThat(sender.send(Messages.any()).provider()).contains(a.id());
  }

  @Test
  void aDisabledProviderIsNoLastResort() {
    sender.disable(a.id());
    sender.drain(b.id());

    assertThatThrownBy(() -> sender.send(Messages.any()))
        .isInstanceOf(EmailUnavailableException.class)
        .hasMessageContaining("a is DISABLED (OPERATOR), b is DRAINING (OPERATOR)");
  }

  @Test
  void aDrainingProviderShowsItsCallsInFlight() {
    a.always(
        (message, context) -> {
          sender.drain(a.id());
          assertThat(status().inFlight()).isEqualTo(1);
          assertThat(sender.send(Messages.any()).provider()).contains(b.id());
          return Step.accept().take(message, context);
        });

    assertThat(sender.send(Messages.any()).provider()).contains(a.id());
    assertThat(status().inFlight()).isZero();
    assertThat(status().state()).isEqualTo(ProviderState.DRAINING);
  }

  @Test
  void aForcedProviderIsUsedWhateverItsHealthUntilItsTimeIsOver() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.route(0).operatorSays(OperatorVerdict.FORCED_UP, Optional.of(Duration.ofMinutes(1)));
    assertThat(rig.tried(Messages.any())).containsExactly("a");

    rig.trip(0, ProviderState.UP);
    assertThat(rig.tried(Messages.any())).containsExactly("a");
    a.always(Step.fault());
    rig.pass(Duration.ofMinutes(1));
    assertThat(rig.state(0)).isNotEqualTo(ProviderState.UP);
  }

  @Test
  void aForceThatNeverEndsIsRefused() {
    for (Duration span :
        new Duration[] {
          Duration.ZERO,
          Duration.ofNanos(-1),
          Duration.ofDays(366),
          Duration.ofSeconds(Long.MAX_VALUE)
        }) {
      assertThatThrownBy(() -> sender.forceUp(a.id(), span))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("span: must be above zero");
    }
    sender.forceUp(a.id(), Duration.ofDays(365));
    assertThat(status().timer()).isPresent();
  }

  @Test
  void anUnknownProviderIsNamedTogetherWithTheKnown() {
    ProviderId stranger = ProviderId.of("stranger");

    assertThatThrownBy(() -> sender.disable(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stranger")
        .hasMessageContaining("[a, b]");
    assertThatThrownBy(() -> sender.release(stranger)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStatusesAreInConfiguredOrderAndShowTimeLeft() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.time.pass(Duration.ofSeconds(2));

    assertThat(rig.engine.statuses())
        .extracting(ProviderStatus::provider)
        .containsExactly(a.id(), b.id());
    ProviderStatus down = rig.engine.statuses().get(0);
    assertThat(down.timer().orElseThrow())
        .isBetween(Duration.ofMillis(2_999), Duration.ofSeconds(3));
    assertThat(down.since()).isEqualTo(TestTime.START);
    assertThat(rig.engine.statuses().get(1).timer()).isEmpty();
  }

  @Test
  void anExplanationTellsTheOrderAndTheReasonsAndSendsNothing() {
    ScriptedProvider c = new ScriptedProvider("c");
    ScriptedProvider d = new ScriptedProvider("d");
    ScriptedProvider e = new ScriptedProvider("e");
    Rig rig = Rig.of(a, b, c, d, e);
    rig.trip(0);
    rig.pass(Duration.ofSeconds(5));
    rig.trip(2);
    rig.route(3).operatorSays(OperatorVerdict.DISABLED, Optional.empty());
    e.obstacle = Optional.of("too many tags");

    Explanation explanation = Explanation.of(Messages.any(), rig.engine, rig.strategy);

    assertThat(explanation.lines())
        .extracting(Explanation.Line::provider)
        .containsExactly(a.id(), b.id(), e.id(), c.id(), d.id());
    assertThat(explanation.lines())
        .extracting(Explanation.Line::use)
        .containsExactly(Use.PROBE, Use.IN_TURN, Use.CANNOT_CARRY, Use.LAST_RESORT, Use.NOT_USED);
    assertThat(explanation.first()).contains(a.id());
    assertThat(explanation.toString())
        .contains(
            "a: PROBE - DOWN (FAULTS), waits for a message", "e: CANNOT_CARRY - too many tags")
        .contains("d: NOT_USED - DISABLED (OPERATOR)");
    assertThat(a.calls() + b.calls() + c.calls() + d.calls() + e.calls()).isZero();
  }

  @Test
  void anExplanationOfAnUnusableSenderHasNoFirst() {
    EmailMessage message = Messages.any();
    sender.disable(a.id());
    sender.disable(b.id());

    assertThat(sender.explain(message).first()).isEmpty();
  }
}
