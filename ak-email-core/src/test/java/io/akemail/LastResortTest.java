package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.status.ProviderState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When nothing better is left, providers that are down are tried, seldom. */
class LastResortTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @Test
  void theProviderThatMayBeBackFirstIsTried() {
    Rig rig = Rig.of(a, b);
    rig.trip(1);
    rig.pass(Duration.ofMillis(100));
    rig.trip(0);

    assertThat(rig.tried(Messages.any())).containsExactly("b");
  }

  @Test
  void oneLastResortIsTriedForEachSend() {
    a.always(Step.fault());
    b.always(Step.fault());
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.trip(1);

    assertThat(rig.tried(Messages.any())).hasSize(1);
  }

  @Test
  void aProviderIsTheLastResortThreeTimesAtOnceAndThenOnceASecond() {
    a.always(Step.fault());
    Rig rig = Rig.of(a);
    rig.trip(0);
    for (int i = 0; i < 50; i++) {
      rig.tried(Messages.any());
    }
    assertThat(a.calls()).isEqualTo(3);

    rig.time.pass(Duration.ofSeconds(2));
    for (int i = 0; i < 50; i++) {
      rig.tried(Messages.any());
    }
    assertThat(a.calls()).isEqualTo(5);
  }

  @Test
  void aSpentLastResortFailsWithEveryState() {
    a.always(Step.fault());
    Rig rig = Rig.of(a);
    rig.trip(0);
    for (int i = 0; i < 3; i++) {
      rig.tried(Messages.any());
    }

    assertThat(rig.fails(EmailUnavailableException.class, Messages.any()))
        .hasMessageContaining("a is DOWN")
        .hasMessageContaining("no attempt was made");
  }

  @Test
  void aLastResortThatWorksBringsTheProviderBack() {
    Rig rig = Rig.of(a);
    rig.trip(0);

    assertThat(rig.send().provider()).contains(a.id());
    assertThat(rig.state(0)).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aLastResortIsNotUsedWhileAnotherProviderTakesTheMessage() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    for (int i = 0; i < 20; i++) {
      assertThat(rig.tried(Messages.any())).containsExactly("b");
    }

    assertThat(a.calls()).isZero();
  }
}
