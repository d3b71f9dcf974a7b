package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Section 5 of the failover semantics: who gets a message, and who gets it next. */
class SelectionTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final ScriptedProvider c = new ScriptedProvider("c");

  private static List<String> firsts(Rig rig, int sends) {
    List<String> firsts = new ArrayList<>();
    for (EmailMessage message : Messages.several(sends)) {
      firsts.add(rig.tried(message).get(0));
    }
    return firsts;
  }

  @Test
  void theFirstConfiguredProviderGetsEveryMessageWhileItWorks() {
    Rig rig = Rig.of(a, b, c);

    assertThat(firsts(rig, 5)).containsOnly("a");
    assertThat(b.calls() + c.calls()).isZero();
  }

  @Test
  void theNextProvidersAreTriedInConfiguredOrder() {
    a.always(Step.fault());
    b.always(Step.fault());
    Rig rig = Rig.of(a, b, c);

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b", "c");
  }

  @Test
  void roundRobinBeginsEachSendOnePlaceFurther() {
    Rig rig = Rig.of(a, b, c);
    rig.strategy = SelectionStrategy.roundRobin();

    assertThat(firsts(rig, 7)).containsExactly("a", "b", "c", "a", "b", "c", "a");
  }

  @Test
  void roundRobinOverTwoProvidersUsesBoth() {
    Rig rig = Rig.of(a, b);
    rig.strategy = SelectionStrategy.roundRobin();

    assertThat(firsts(rig, 4)).containsExactly("a", "b", "a", "b");
  }

  @Test
  void aFailoverTakesNoTurnOfTheRoundRobin() {
    a.then(Step.unsupported());
    Rig rig = Rig.of(a, b, c);
    rig.strategy = SelectionStrategy.roundRobin();

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b");
    assertThat(rig.tried(Messages.any())).containsExactly("b");
  }

  @Test
  void theStrategyIsAskedOnceForEachSend() {
    a.always(Step.lost());
    b.always(Step.fault());
    List<List<ProviderId>> asked = new ArrayList<>();
    Rig rig = Rig.of(a, b, c);
    rig.strategy =
        (message, candidates) -> {
          asked.add(candidates);
          return candidates;
        };

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b", "c");
    assertThat(asked).containsExactly(List.of(a.id(), b.id(), c.id()));
  }

  @Test
  void weightsShareTheMessages() {
    Rig rig = Rig.of(a, b, c);
    rig.strategy = SelectionStrategy.weighted(Map.of(a.id(), 70, b.id(), 30));
    Map<String, Integer> counts = new HashMap<>();
    for (String first : firsts(rig, 5_000)) {
      counts.merge(first, 1, Integer::sum);
    }

    assertThat(counts.get("a") / 5_000.0).isCloseTo(0.7, within(0.03));
    assertThat(counts.get("b") / 5_000.0).isCloseTo(0.3, within(0.03));
    assertThat(counts).doesNotContainKey("c");
  }

  @Test
  void aProviderWithoutWeightIsUsedWhenTheOthersFail() {
    a.always(Step.fault());
    b.always(Step.fault());
    Rig rig = Rig.of(a, b, c);
    rig.strategy = SelectionStrategy.weighted(Map.of(a.id(), 1, b.id(), 1));

    assertThat(rig.tried(Messages.any())).endsWith("c").hasSize(3);
  }

  @Test
  void theSameMessageIsOrderedAlikeEachTime() {
    SelectionStrategy weighted =
        SelectionStrategy.weighted(Map.of(a.id(), 5, b.id(), 5, c.id(), 5));
    List<ProviderId> all = List.of(a.id(), b.id(), c.id());
    for (EmailMessage message : Messages.several(100)) {
      assertThat(weighted.order(message, all))
          .isEqualTo(weighted.order(message, all))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void weightsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SelectionStrategy.weighted(Map.of(a.id(), -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights[a]");
    assertThatThrownBy(() -> SelectionStrategy.weighted(Map.of(a.id(), 1_000_001)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SelectionStrategy.weighted(Map.of(a.id(), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> SelectionStrategy.weighted(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSuspectComesAfterTheOthersAndIsStillUsed() {
    a.then(Step.fault());
    Rig rig = Rig.of(a, b);
    rig.send();

    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    b.always(Step.fault());
    assertThat(rig.tried(Messages.any())).containsExactly("b", "a");
  }

  @Test
  void aRampingProviderTakesItsPlaceForItsShareOfTheMessages() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.pass(Duration.ofSeconds(5));
    rig.send();
    assertThat(rig.state(0)).isEqualTo(ProviderState.RAMPING);

    for (int seconds : new int[] {0, 10, 20}) {
      long toA = firsts(rig, 2_000).stream().filter("a"::equals).count();
      assertThat(toA / 2_000.0).isCloseTo(0.1 + 0.03 * seconds, within(0.04));
      rig.time.pass(Duration.ofSeconds(10));
    }
    rig.watch();
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    assertThat(firsts(rig, 50)).containsOnly("a");
  }

  @Test
  void aMessageOutsideTheShareGoesToTheRampingProviderBeforeItFails() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.pass(Duration.ofSeconds(5));
    rig.send();
    b.always(Step.fault());

    for (EmailMessage message : Messages.several(20)) {
      assertThat(rig.tried(message)).last().isEqualTo("a");
    }
  }
}
