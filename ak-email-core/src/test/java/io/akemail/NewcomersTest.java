package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.FleetRig.Node;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.PassingStore;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who has just come, to a store or back to it, cannot know yet how many the others are. */
class NewcomersTest {
  private static final Outcome TAKEN = new Outcome.Accepted("x");
  private static final Outcome SURELY = FleetRig.fault(Origin.PROVIDER);
  private static final Outcome PERHAPS = FleetRig.fault(Origin.LOCAL);
  private static final Duration PATIENCE = Duration.ofSeconds(36);

  private final FleetRig fleet = new FleetRig(0);
  private boolean away;
  private final StatusStore store =
      new PassingStore(fleet.memory) {
        @Override
        protected void meddle() {
          if (away) {
            throw new IllegalStateException("away");
          }
        }

        @Override
        public void onChange(Consumer<ProviderId> nudge) {
          store().onChange(nudge); // made once, whether it is there or not
        }
      };

  private void start(int size) {
    for (int i = 0; i < size; i++) {
      fleet.add(store);
    }
  }

  /** So long that nobody is known to be alive any more. */
  private void storeIsAway() {
    away = true;
    fleet.pass(Duration.ofSeconds(40));
  }

  private void assertAre(int from, int to, ProviderState state) {
    assertThat(fleet.states().subList(from, to)).isEqualTo(Collections.nCopies(to - from, state));
  }

  @Test
  void whoComesBeforeTheOthersAreBackTakesNothingFromThem() {
    start(5);
    fleet.pass(PATIENCE);
    storeIsAway();
    Node newcomer = fleet.add(store);
    newcomer.ends(3, PERHAPS);
    away = false;
    fleet.time.pass(Duration.ofSeconds(1));
    newcomer.talk.step();
    fleet.pass(PATIENCE);

    assertThat(newcomer.state()).isEqualTo(ProviderState.DOWN);
    assertAre(0, 5, ProviderState.UP);
  }

  @Test
  void whoWasAloneBeforeTheStoreWasAwayTakesNothingFromThoseWhoCameMeanwhile() {
    start(1);
    fleet.pass(PATIENCE);
    storeIsAway();
    start(4);
    Node first = fleet.node(0);
    first.ends(3, PERHAPS);
    away = false;
    fleet.time.pass(Duration.ofSeconds(25)); // it asks again
    first.talk.step();
    fleet.pass(PATIENCE);

    assertAre(1, 5, ProviderState.UP);
  }

  @Test
  void twoSickOnesThatStartBeforeTheOthersTakeNothingFromThem() {
    start(2);
    fleet.node(0).ends(3, PERHAPS);
    fleet.node(1).ends(3, PERHAPS);
    fleet.talk();
    start(3);
    fleet.pass(PATIENCE);

    assertAre(2, 5, ProviderState.UP);
  }

  @Test
  void twoSickOnesWithCompanyOfTwoTakeNothingOutHoweverLongTheOthersStayAway() {
    start(5);
    fleet.pass(PATIENCE);
    storeIsAway();
    start(4);
    fleet.node(5).ends(3, PERHAPS);
    fleet.node(6).ends(3, PERHAPS);
    away = false;
    fleet.time.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 200; i++) {
      fleet.time.pass(Duration.ofMillis(100));
      fleet.nodes.subList(5, 9).forEach(node -> node.talk.step());
    }
    fleet.pass(PATIENCE);

    assertAre(0, 5, ProviderState.UP);
    assertAre(7, 9, ProviderState.UP);
  }

  @Test
  void oneThatIsSureButNewIsNotEnough() {
    start(1);
    fleet.node(0).ends(3, SURELY);
    fleet.talk();
    start(4);
    fleet.talk();

    assertAre(1, 5, ProviderState.UP);
  }

  @Test
  void twoThatAreSureTakeTheProviderOutAtOnceHoweverNewTheyAre() {
    start(5);
    fleet.talk();
    fleet.node(0).ends(3, SURELY);
    fleet.node(1).ends(3, SURELY);
    fleet.talk();

    assertAre(0, 5, ProviderState.DOWN);
  }

  @Test
  void anOutageWhereAllAreNewIsOneOfAllOnceTheyCanKnowIt() {
    start(3);
    fleet.talk();
    fleet.nodes.forEach(node -> node.ends(3, PERHAPS));
    fleet.talk();
    assertAre(0, 3, ProviderState.DOWN);
    assertThat(fleet.memory.read(FleetRig.A).health()).as("each by itself").isEmpty();

    fleet.pass(Duration.ofSeconds(11));
    assertThat(fleet.record().phase()).isEqualTo(Phase.DOWN);
  }

  /** Its own breaker knows nothing of the others. */
  @Test
  void whoIsAloneAndNewTripsAtOnceAndRecovers() {
    start(1);
    Node only = fleet.node(0);
    only.ends(3, PERHAPS);
    assertThat(only.state()).isEqualTo(ProviderState.DOWN);

    fleet.pass(Duration.ofSeconds(6));
    only.rig.send();
    fleet.talk();
    only.a.then(Step.answer(TAKEN));
    only.rig.send();
    assertThat(only.state()).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void whoIsAloneSpeaksForAllOnceItCanKnowThatItIs() {
    start(1);
    fleet.pass(PATIENCE);
    fleet.node(0).ends(3, PERHAPS);
    fleet.talk();

    assertThat(fleet.record().phase()).isEqualTo(Phase.DOWN);
  }
}
