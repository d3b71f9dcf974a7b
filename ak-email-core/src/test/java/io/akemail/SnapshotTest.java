package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a send reads (I22): it does not change under its hands, and is of one moment. */
class SnapshotTest {
  private static final Set<ProviderState> IN_USE =
      Set.of(ProviderState.UP, ProviderState.RAMPING, ProviderState.SUSPECT);

  private final Rig rig = Rig.of(new ScriptedProvider("a"), new ScriptedProvider("b"));

  private static List<Standing> standings(Candidate... candidates) {
    return Arrays.stream(candidates).map(Candidate::standing).toList();
  }

  @Test
  void aSnapshotOnceReadStaysAsItWas() {
    Routing before = rig.engine.routing();
    List<Standing> standings = standings(before.all());
    rig.trip(0);

    assertThat(standings(before.all())).isEqualTo(standings);
    assertThat(before.usable()).hasSize(2);
    assertThat(rig.engine.routing().usable()).hasSize(1);
  }

  /** One thread has a provider go down and come back; another reads. */
  @Test
  void everySnapshotIsOfOneEpoch() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Rig.daemon(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                rig.ends(rig.call(0), new Outcome.Unavailable(Origin.PROVIDER, "503"));
                rig.ends(rig.call(0), new Outcome.Unavailable(Origin.PROVIDER, "503"));
                rig.ends(rig.call(0), new Outcome.Unavailable(Origin.PROVIDER, "503"));
                rig.ends(rig.call(0), new Outcome.Accepted("x"));
              }
              over.set(true);
            });
    writer.start();
    long newest = 0;
    while (!over.get()) {
      Routing seen = rig.engine.routing();
      assertThat(standings(seen.usable())).allMatch(one -> IN_USE.contains(one.state()));
      assertThat(standings(seen.down())).noneMatch(one -> IN_USE.contains(one.state()));
      assertThat(seen.usable().length + seen.down().length).isEqualTo(2);
      long epoch = seen.all()[0].standing().epoch();
      assertThat(epoch).as("never an older one after a newer").isGreaterThanOrEqualTo(newest);
      newest = epoch;
    }
    writer.join();
  }
}
