package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance makes the reachability check for all, and all obey what it finds. */
class FleetCheckTest {
  private static final Duration TICK = Duration.ofMillis(700);

  private final FleetRig fleet = new FleetRig(4, true);

  @BeforeEach
  void itIsDownForAll() {
    Outcome surely = FleetRig.fault(Origin.PROVIDER);
    fleet.node(0).ends(3, surely);
    fleet.node(1).ends(3, surely);
    fleet.talk();
    assertThat(fleet.states()).containsOnly(ProviderState.DOWN);
  }

  private List<Offer> offers() {
    return fleet.nodes.stream().map(node -> node.rig.route(0).standing().offer()).toList();
  }

  private void fails() {
    assertThat(fleet.check(false)).isEqualTo(1);
    fleet.talk();
  }

  @Test
  void oneChecksForAll() {
    for (int i = 0; i < 20; i++) {
      assertThat(fleet.check(false)).isLessThanOrEqualTo(1);
      fleet.pass(TICK);
    }
  }

  @Test
  void aFailedCheckIsKnownToAllAndTheNextAnswerMakesAllReadyAtOnce() {
    fails();
    assertThat(fleet.record().reason()).isEqualTo(StatusReason.UNREACHABLE);

    assertThat(fleet.check(true)).isEqualTo(1);
    fleet.talk();
    assertThat(fleet.record().reason()).isEqualTo(StatusReason.REACHABLE);
    assertThat(fleet.record().epoch()).as("the outage is the same").isEqualTo(1);
    assertThat(offers()).containsOnly(Offer.LEASE);
  }

  /** The fault of the check that tripped the breaker counts, also when all join the outage. */
  @Test
  void aShortOutageIsOverWithTheFirstAnsweredCheckAfterItBegan() {
    FleetRig another = new FleetRig(3, true);
    for (FleetRig.Node node : another.nodes) {
      node.ends(FleetRig.fault(Origin.PROVIDER));
      node.rig.route(0).checked(false, another.time.nanos());
      node.rig.route(0).checked(false, another.time.nanos());
    }
    another.talk();
    assertThat(another.record().phase()).isEqualTo(Phase.DOWN);
    assertThat(another.record().reason()).isEqualTo(StatusReason.UNREACHABLE);

    assertThat(another.check(true)).isEqualTo(1);
    another.talk();
    assertThat(another.nodes).allMatch(node -> node.rig.route(0).standing().offer() == Offer.LEASE);
  }

  @Test
  void anAnswerThatCameAllTheTimeDoesNotShortenTheDeadPeriod() {
    assertThat(fleet.check(true)).isEqualTo(1);
    fleet.talk();
    assertThat(offers()).containsOnly(Offer.NONE);

    fleet.pass(Duration.ofSeconds(6));
    fleet.check(true);
    fleet.talk();
    assertThat(offers()).containsOnly(Offer.LEASE);
  }

  @Test
  void noMailIsSpentWhileTheCheckFails() {
    for (int i = 0; i < 60; i++) {
      fleet.check(false);
      fleet.nodes.forEach(node -> assertThat(node.rig.tried(Messages.any())).containsExactly("b"));
      fleet.pass(TICK);
    }
    assertThat(fleet.nodes).allSatisfy(node -> assertThat(node.a.calls()).isZero());
  }

  @Test
  void readyAllGoDownAgainWhenTheCheckFailsAgain() {
    fails();
    fleet.check(true);
    fleet.talk();
    assertThat(offers()).containsOnly(Offer.LEASE);

    fails();
    assertThat(fleet.record().reason()).isEqualTo(StatusReason.UNREACHABLE);
    assertThat(offers()).containsOnly(Offer.NONE);
  }

  /** Else one instance with a broken network would keep the provider from all. */
  @Test
  void anInstanceWhoseCheckFailsDoesNotKeepTheOthersFromTrying() {
    FleetRig.Node sick = null;
    for (int i = 0; i < 20 && fleet.record().reason() != StatusReason.REACHABLE; i++) {
      for (FleetRig.Node node : fleet.nodes) {
        if (node.rig.route(0).wantsCheck(fleet.time.nanos())) {
          sick = sick == null ? node : sick;
          node.rig.route(0).checked(node != sick, fleet.time.nanos());
        }
      }
      fleet.pass(TICK);
    }

    assertThat(fleet.record().reason()).isEqualTo(StatusReason.REACHABLE);
  }

  @Test
  void anOutageWhoseProbeFailedIsNotOverWithTheNextAnsweredCheck() {
    fails();
    fleet.check(true);
    fleet.talk();
    FleetRig.Node node = fleet.node(2);
    node.rig.send();
    fleet.talk();
    node.a.then(Step.answer(FleetRig.fault(Origin.PROVIDER)));
    node.rig.send();
    fleet.talk();
    assertThat(fleet.record().reason()).isEqualTo(StatusReason.PROBE_FAILED);

    fails();
    assertThat(fleet.record().reason()).as("is not forgotten").isEqualTo(StatusReason.PROBE_FAILED);
    fleet.check(true);
    fleet.talk();
    assertThat(offers()).containsOnly(Offer.NONE);
  }

  @Test
  void withTheProbeTheOutageIsOver() {
    fails();
    fleet.check(true);
    fleet.talk();
    fleet.node(3).rig.send();
    fleet.talk();
    fleet.node(3).rig.send();
    fleet.talk();

    assertThat(fleet.record().phase()).isEqualTo(Phase.RAMPING);
    assertThat(fleet.check(true)).as("nothing is to be checked any more").isZero();
  }
}
