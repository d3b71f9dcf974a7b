package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Hint;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.PassingStore;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import io.akemail.status.StatusStore;
import io.akemail.status.TestStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 10: a store that forgets, lies or is of an older day; and hints. */
class FleetStoreTest {
  private static final Outcome SURELY = FleetRig.fault(Origin.PROVIDER);

  private final FleetRig fleet = new FleetRig(3);
  private int calls;

  /** A store that can be exchanged for another, as a server is that was restarted empty. */
  private static final class Exchangeable extends PassingStore {
    StatusStore now;

    Exchangeable(StatusStore now) {
      super(now);
      this.now = now;
    }

    @Override
    protected StatusStore store() {
      return now;
    }
  }

  private SharedHealth down(String generation, long epoch) {
    return new SharedHealth(
        generation,
        epoch,
        Phase.DOWN,
        Duration.ofSeconds(5),
        1,
        StatusReason.FAULTS,
        "x",
        Duration.ZERO);
  }

  @Test
  void aStoreThatWasEmptiedHasNoOpinionAndLearnsFromLiveVotes() {
    Exchangeable store = new Exchangeable(fleet.memory);
    FleetRig.Node one = fleet.add(store);
    FleetRig.Node two = fleet.add(store);
    one.ends(3, SURELY);
    fleet.pass(Duration.ofMillis(300));
    store.now = TestStores.at(fleet.time::nanos);
    fleet.pass(Duration.ofSeconds(7)); // the next heartbeats
    assertThat(one.state()).as("what is known here stands").isEqualTo(ProviderState.DOWN);
    assertThat(two.state()).isEqualTo(ProviderState.UP);

    two.ends(3, SURELY);
    fleet.talk();
    assertThat(store.now.read(FleetRig.A).health()).map(SharedHealth::phase).contains(Phase.DOWN);
  }

  @Test
  void aRecordOfAnOlderEpochIsBelievedOnlyAfterTwoMinutes() {
    fleet.memory.write(FleetRig.A, down("g", 9), null);
    fleet.pass(Duration.ofMillis(1300));
    Exchangeable store = new Exchangeable(fleet.memory);
    FleetRig.Node node = fleet.add(store);
    assertThat(node.status().fleet().epoch()).isEqualTo(9);

    store.now = TestStores.at(fleet.time::nanos);
    store.now.write(FleetRig.A, down("g", 8), null);
    fleet.pass(Duration.ofSeconds(110));
    assertThat(node.status().fleet().epoch()).isEqualTo(9);
    fleet.pass(Duration.ofSeconds(15));
    assertThat(node.status().fleet().epoch()).isEqualTo(8);
  }

  @Test
  void aRecordOfAnotherGenerationIsBelievedAtOnce() {
    fleet.memory.write(FleetRig.A, down("g", 9), null);
    fleet.pass(Duration.ofMillis(1300));
    Exchangeable store = new Exchangeable(fleet.memory);
    FleetRig.Node node = fleet.add(store);

    store.now = TestStores.at(fleet.time::nanos);
    store.now.write(FleetRig.A, down("h", 2), null);
    fleet.pass(Duration.ofMillis(1300));
    assertThat(node.status().fleet().epoch()).isEqualTo(2);
  }

  /** Whatever a store says of the time, an outage is tried again within ten minutes. */
  @Test
  void anOutageThatTheStoreSaysToLastForeverEnds() {
    StatusStore lying =
        new PassingStore(fleet.memory) {
          @Override
          public SharedStatus read(ProviderId provider) {
            SharedHealth said = down("g", 3);
            SharedHealth record =
                new SharedHealth(
                    said.generation(),
                    said.epoch(),
                    said.phase(),
                    Duration.ofDays(36_500),
                    said.multiplier(),
                    said.reason(),
                    said.by(),
                    said.age());
            return new SharedStatus(provider, record, List.of());
          }
        };
    FleetRig.Node node = fleet.add(lying);
    assertThat(node.state()).isEqualTo(ProviderState.DOWN);

    fleet.pass(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(node.rig.route(0).standing().offer()).isEqualTo(Offer.LEASE);
  }

  @Test
  void aHintAloneMovesNobodyDownOrUp() {
    for (Kind hint : List.of(Kind.HINT_OUTAGE, Kind.HINT_DEGRADED, Kind.HINT_OK)) {
      fleet.memory.put(new SharedVerdict(FleetRig.A, hint, "", Duration.ofMinutes(5)));
      fleet.pass(Duration.ofMillis(1300));
      assertThat(fleet.states()).containsOnly(ProviderState.UP);
    }
    fleet.node(0).ends(3, SURELY);
    fleet.pass(Duration.ofMillis(1300));
    assertThat(fleet.node(0).state()).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void anOutageOnTheStatusPagePutsTheProviderBehindTheOthersUntilTheHintIsOld() {
    fleet.memory.put(new SharedVerdict(FleetRig.A, Kind.HINT_OUTAGE, "", Duration.ofMinutes(5)));
    fleet.pass(Duration.ofMillis(1300));
    assertThat(fleet.node(1).rig.tried(Messages.any())).containsExactly("b");
    assertThat(fleet.node(1).status().fleet().hint()).isEqualTo(Hint.OUTAGE);

    fleet.pass(Duration.ofMinutes(5));
    assertThat(fleet.node(1).rig.tried(Messages.any())).containsExactly("a");
    assertThat(fleet.node(1).status().fleet().hint()).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void theEndOfAnOutageOnTheStatusPageHastensTheNextTry() {
    fleet.memory.put(new SharedVerdict(FleetRig.A, Kind.HINT_OUTAGE, "", Duration.ofMinutes(5)));
    fleet.pass(Duration.ofMillis(1300));
    SharedHealth long60 =
        new SharedHealth(
            "g",
            1,
            Phase.DOWN,
            Duration.ofSeconds(60),
            8,
            StatusReason.PROBE_FAILED,
            "x",
            Duration.ZERO);
    fleet.memory.write(FleetRig.A, long60, null);
    fleet.pass(Duration.ofMillis(1300));
    assertThat(fleet.states()).containsOnly(ProviderState.DOWN);

    fleet.memory.put(new SharedVerdict(FleetRig.A, Kind.HINT_OK, "", Duration.ofMinutes(5)));
    fleet.pass(Duration.ofMillis(6500));
    assertThat(fleet.node(0).rig.route(0).standing().offer()).isEqualTo(Offer.LEASE);
  }

  @Test
  void aRefusedCredentialConcernsOnlyThoseWhoUseIt() {
    fleet.memory.put(
        new SharedVerdict(
            FleetRig.A, Kind.MISCONFIGURED, "another credential", Duration.ofMinutes(15)));
    fleet.pass(Duration.ofMillis(1300));

    assertThat(fleet.states()).containsOnly(ProviderState.UP);
  }

  /** A node whose calls of the store are counted. */
  private FleetRig.Node counted() {
    return fleet.add(
        new PassingStore(fleet.memory) {
          @Override
          protected void meddle() {
            calls++;
          }
        });
  }

  @Test
  void inTheSteadyStateASendCostsNoCallOfTheStore() {
    FleetRig.Node node = counted();
    fleet.pass(Duration.ofSeconds(2));
    int before = calls;
    for (int i = 0; i < 10_000; i++) {
      node.rig.send();
      node.talk.step();
    }

    assertThat(calls - before).isZero();
  }

  @Test
  void inTheBackgroundAnInstanceTalksLittleWhateverItSends() {
    FleetRig.Node node = counted();
    int before = calls;
    for (int i = 0; i < 100; i++) {
      node.rig.send();
      fleet.pass(Duration.ofMillis(600));
    }

    double perSecond = (calls - before) / 60.0;
    assertThat(perSecond).as("for two providers").isBetween(1.5, 3.0);
    assertThat(node.state()).isEqualTo(ProviderState.UP);
  }
}
