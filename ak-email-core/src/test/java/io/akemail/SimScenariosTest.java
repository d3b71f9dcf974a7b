package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Worlds in which little goes wrong, so that much is promised: where only the store, clocks and
 * status pages fail, nobody notices; and a few sick instances trouble nobody but themselves.
 */
class SimScenariosTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 1_000) / 5;
  private static final long FIRST = Long.getLong("sim.first", 1);

  @BeforeAll
  static void hush() {
    SimulationTest.hush();
  }

  @AfterAll
  static void speak() {
    SimulationTest.speak();
  }

  @Test
  void aBadStoreAJumpingClockAndAStatusPageTroubleNobody() {
    assertNothingBreaks(
        SimScenario.CALM,
        List.of("store REFUSED", "store HANG", "store ANSWERS_LOST", "store STALE", "store NONE"));
  }

  @Test
  void aFewSickInstancesTroubleNobodyElse() {
    assertNothingBreaks(
        SimScenario.FEW_SICK,
        List.of("network", "freeze", "state DOWN", "state SUSPECT", "attempt PROBE"));
  }

  private static void assertNothingBreaks(SimScenario scenario, List<String> interesting) {
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    LongStream.range(FIRST, FIRST + SEEDS)
        .parallel()
        .forEach(
            seed -> {
              SimHistory history = new SimWorld(seed, SimWorld.Options.PLAIN, scenario).run();
              history.seen.forEach((what, count) -> seen.merge(what, count, Integer::sum));
              if (!history.violations.isEmpty()) {
                violations.add(
                    "seed " + seed + ": " + history.violations + "\n" + replay(seed, scenario));
              }
            });
    assertThat(violations).isEmpty();
    if (SEEDS >= 200) {
      assertThat(seen).containsKeys(interesting.toArray(String[]::new));
    }
  }

  private static String replay(long seed, SimScenario scenario) {
    return SimulationTest.replay(seed) + " -Dsim.scenario=" + scenario;
  }
}
