package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.FleetRig.Node;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.FleetStatus;
import io.akemail.status.PassingStore;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Sections 2 and 4 of the failover semantics: what several instances hold of a provider. */
class FleetTest {
  private static final Outcome TAKEN = new Outcome.Accepted("x");
  private static final Outcome SURELY = FleetRig.fault(Origin.PROVIDER);
  private static final Outcome PERHAPS = FleetRig.fault(Origin.LOCAL);

  private final FleetRig fleet = new FleetRig(5);

  private void allGetAnswers() {
    fleet.nodes.forEach(node -> node.ends(TAKEN));
    fleet.pass(Duration.ofMillis(1300)); // good votes are told with the next regular talk
  }

  private void takenOut() {
    fleet.node(0).ends(3, SURELY);
    fleet.node(1).ends(3, SURELY);
    fleet.talk();
    assertThat(fleet.states().subList(0, 5)).containsOnly(ProviderState.DOWN);
  }

  private static List<ProviderState> all(ProviderState state) {
    return Collections.nCopies(5, state);
  }

  @Test
  void everyInstanceCountsTheOthers() {
    assertThat(fleet.node(3).status().fleet().members()).isEqualTo(5);
  }

  @Test
  void oneSickInstanceTakesTheProviderFromNobodyElse() {
    fleet.node(0).ends(3, SURELY);
    fleet.pass(Duration.ofSeconds(20));

    assertThat(fleet.states().subList(1, 5)).containsOnly(ProviderState.UP);
    assertThat(fleet.memory.read(FleetRig.A).health()).isEmpty();
  }

  @Test
  void twoThatAreSureTakeItOutForAllAtOnce() {
    takenOut();

    assertThat(fleet.record().phase()).isEqualTo(Phase.DOWN);
    assertThat(fleet.record().epoch()).isEqualTo(1);
    FleetStatus seen = fleet.node(4).status().fleet();
    assertThat(seen.shared()).isTrue();
    assertThat(seen.by()).isEqualTo("node-1");
  }

  @Test
  void thoseThatFareWellOutvoteAsManyThatDoNot() {
    allGetAnswers();
    fleet.node(0).ends(3, SURELY);
    fleet.node(1).ends(3, SURELY);
    fleet.talk();

    assertThat(fleet.states())
        .containsExactly(
            ProviderState.DOWN,
            ProviderState.DOWN,
            ProviderState.UP,
            ProviderState.UP,
            ProviderState.UP);
  }

  @Test
  void faultsThatMayBeTheirOwnCountOnlyWithAMajority() {
    fleet.node(0).ends(3, PERHAPS);
    fleet.node(1).ends(3, PERHAPS);
    fleet.talk();
    assertThat(fleet.states().subList(2, 5)).containsOnly(ProviderState.UP);

    fleet.node(2).ends(3, PERHAPS);
    fleet.talk();
    assertThat(fleet.states()).isEqualTo(all(ProviderState.DOWN));
  }

  @Test
  void anInstanceThatLosesTwoProvidersAtOnceSuspectsItselfAndDoesNotVote() {
    for (Node node : List.of(fleet.node(0), fleet.node(1), fleet.node(2))) {
      node.rig.ends(node.rig.call(1), PERHAPS);
      node.ends(3, PERHAPS);
    }
    fleet.talk();

    assertThat(fleet.states().subList(3, 5)).containsOnly(ProviderState.UP);
    assertThat(fleet.node(4).status().fleet().bad()).isZero();
  }

  /** Also when that comes just as all that was said is said again. */
  @Test
  void whoSuspectsItselfLaterTakesItsVoteBack() {
    Node node = fleet.node(0);
    node.ends(3, PERHAPS);
    fleet.pass(Duration.ofMillis(1300));
    assertThat(fleet.node(4).status().fleet().bad()).isEqualTo(1);

    node.rig.ends(node.rig.call(1), PERHAPS);
    fleet.time.pass(Duration.ofSeconds(6));
    node.talk.step();
    fleet.pass(Duration.ofMillis(1300));
    assertThat(fleet.node(4).status().fleet().bad()).isZero();
  }

  @Test
  void oneProbeIsMadeForAllAndItsSuccessPutsAllOnTheRamp() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    int before = fleet.nodes.stream().mapToInt(node -> node.a.calls()).sum();

    fleet.nodes.forEach(node -> node.rig.send()); // asks for the lease, goes through b
    fleet.talk();
    for (Node node : fleet.nodes) {
      node.rig.send();
    }
    int probes = fleet.nodes.stream().mapToInt(node -> node.a.calls()).sum() - before;
    fleet.talk();

    assertThat(probes).isEqualTo(1);
    assertThat(fleet.record().phase()).isEqualTo(Phase.RAMPING);
    assertThat(fleet.record().epoch()).isEqualTo(2);
    assertThat(fleet.states()).isEqualTo(all(ProviderState.RAMPING));
  }

  @Test
  void aFailedProbeKeepsAllAwayForALongerTime() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    Duration first = Duration.ofSeconds(5);
    probe(fleet.node(2), Step.answer(SURELY));
    fleet.talk();

    assertThat(fleet.record().epoch()).isEqualTo(2);
    assertThat(fleet.record().reason()).isEqualTo(StatusReason.PROBE_FAILED);
    assertThat(fleet.record().multiplier()).isEqualTo(2);
    assertThat(fleet.record().remaining()).isGreaterThan(first);
    assertThat(fleet.states()).isEqualTo(all(ProviderState.DOWN));
  }

  private void probe(Node node, Step step) {
    node.rig.send();
    fleet.talk();
    node.a.then(step);
    node.rig.send();
  }

  @Test
  void aProbeThatFailedPerhapsByItsHoldersFaultIsTriedByAnother() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    probe(fleet.node(2), Step.answer(PERHAPS));
    fleet.talk();
    assertThat(fleet.record().epoch()).as("nothing is decided").isEqualTo(1);

    fleet.node(2).rig.send();
    fleet.talk();
    int calls = fleet.node(2).a.calls();
    fleet.node(2).rig.send();
    assertThat(fleet.node(2).a.calls()).as("the holder waits").isEqualTo(calls);

    probe(fleet.node(3), Step.answer(PERHAPS));
    fleet.talk();
    assertThat(fleet.record().epoch()).as("two are enough").isEqualTo(2);
  }

  @Test
  void aLeaseThatNobodyUsesIsGivenBack() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    fleet.node(2).rig.send();
    fleet.talk();
    fleet.pass(Duration.ofMillis(2500));

    probe(fleet.node(3), Step.answer(TAKEN));
    fleet.talk();
    assertThat(fleet.record().phase()).isEqualTo(Phase.RAMPING);
  }

  @Test
  void aResultOfAnOlderEpochChangesNothing() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    Node late = fleet.node(2);
    late.rig.send();
    fleet.talk();
    EmailMessage probe = Messages.any();
    Delivery delivery = late.rig.delivery(probe);
    Call call = delivery.next();
    assertThat(call.route().id()).isEqualTo(FleetRig.A);

    fleet.pass(Duration.ofSeconds(15)); // its lease is over
    probe(fleet.node(3), Step.answer(SURELY));
    fleet.talk();
    long epoch = fleet.record().epoch();
    delivery.ended(call, TAKEN);
    fleet.talk();

    assertThat(fleet.record().epoch()).isEqualTo(epoch);
    assertThat(fleet.states()).isEqualTo(all(ProviderState.DOWN));
  }

  @Test
  void afterTheRampAllAreUp() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    probe(fleet.node(2), Step.answer(TAKEN));
    fleet.talk();
    fleet.node(2).ends(3, TAKEN);
    fleet.pass(Duration.ofSeconds(32));

    assertThat(fleet.record().phase()).isEqualTo(Phase.UP);
    assertThat(fleet.states()).isEqualTo(all(ProviderState.UP));
  }

  @Test
  void onTheRampOneThatIsSureIsEnough() {
    takenOut();
    fleet.pass(Duration.ofSeconds(6));
    probe(fleet.node(2), Step.answer(TAKEN));
    fleet.pass(Duration.ofSeconds(6)); // its good vote is over
    fleet.node(4).ends(2, SURELY);
    fleet.talk();

    assertThat(fleet.record().phase()).isEqualTo(Phase.DOWN);
    assertThat(fleet.record().epoch()).isEqualTo(3);
    assertThat(fleet.states()).isEqualTo(all(ProviderState.DOWN));
  }

  @Test
  void oneThatComesLaterLearnsOfTheOutageBeforeItsFirstMail() {
    takenOut();
    Node newcomer = fleet.add(fleet.memory);

    assertThat(newcomer.state()).isEqualTo(ProviderState.DOWN);
    assertThat(newcomer.rig.tried(Messages.any())).containsExactly("b");
  }

  @Test
  void whomNoNudgeReachesKnowsWithinOneAndAHalfSeconds() {
    Node deaf =
        fleet.add(
            new PassingStore(fleet.memory) {
              @Override
              public void onChange(Consumer<ProviderId> nudge) {}
            });
    takenOut();
    fleet.pass(Duration.ofMillis(1500));

    assertThat(deaf.state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void aStoreThatIsGoneLeavesEachByItselfAndEveryOutageEnds() {
    boolean[] gone = {false};
    Node node =
        fleet.add(
            new PassingStore(fleet.memory) {
              @Override
              protected void meddle() {
                if (gone[0]) {
                  throw new IllegalStateException("gone");
                }
              }
            });
    takenOut();
    assertThat(node.state()).isEqualTo(ProviderState.DOWN);
    gone[0] = true;
    fleet.pass(Duration.ofSeconds(12));
    assertThat(node.status().fleet().inTouch()).isFalse();

    node.rig.send();
    assertThat(node.a.calls()).as("it tried by itself").isEqualTo(1);
    assertThat(node.state()).isEqualTo(ProviderState.RAMPING);
  }
}
