package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Planted faults that only show while they happen, or where little else goes wrong. */
@Timeout(300)
class SimWitnessTest {
  private static final int SEEDS = 300;

  @BeforeAll
  static void hush() {
    SimulationTest.hush();
  }

  @AfterAll
  static void speak() {
    SimulationTest.speak();
  }

  static Stream<SimMutant> mutants() {
    return Stream.of(
        new SimMutant(
            "a vote outlives the outage",
            "rules/Fleet.java",
            "boolean out = health.phase().isOut() && !isDownForAll();",
            "boolean out = !isDownForAll();",
            "I25"),
        new SimMutant(
            "suspicion breaks calls off",
            "Route.java",
            "if (call.isOverdue(now)) {",
            "if (call.isOverdue(now) || standing.state() == ProviderState.SUSPECT) {",
            "I25"),
        new SimMutant(
            "the last resort comes first",
            "Delivery.java",
            "Call probe = pickOffer(routing, now);",
            "Call probe = calls > 0 ? pickOffer(routing, now) : pickLastResort(routing, now);",
            "I21"),
        new SimMutant(
            "a send calls the store",
            "StoreTalk.java",
            "    urgent |= isUrgent;\n    hurry.run();",
            "    urgent |= isUrgent;\n    step();",
            "I8"),
        new SimMutant(
            "an outage has no end in sight",
            "rules/Health.java",
            "    phaseUntil = until;\n    consecutiveFaults = 0;",
            "    phaseUntil = until + 3_600_000_000_000L;\n    consecutiveFaults = 0;",
            "I11"),
        new SimMutant(
            "the snapshot is not made anew",
            "Engine.java",
            "      routing = snapshot();\n    }\n    onChange",
            "      routing = before == null ? routing : snapshot();\n    }\n    onChange",
            "I22"),
        new SimMutant(
            "a provider is asked again and again",
            "Delivery.java",
            "(resolved & route.bit()) == 0",
            "true",
            "I5"),
        new SimMutant(
            "faults that may be one's own count as the provider's",
            "rules/FleetRule.java",
            "boolean surely = votes.badProvider() > 0;",
            "boolean surely = true;",
            "I9"),
        new SimMutant(
            "a status page takes out of use",
            "rules/Verdicts.java",
            "    if (hint.says(says, until)) {\n      health.hasten(now);",
            "    if (says == Hint.OUTAGE) {\n      health.fleetDown(StatusReason.FAULTS, until);",
            "I13"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aPlantedFaultIsFound(SimMutant mutant, @TempDir Path work) throws Exception {
    String found = mutant.find(work, SEEDS);
    assertThat(found).as("what breaks %s", mutant.invariant()).startsWith("seed ");
    assertThat(found).contains(mutant.invariant() + " ");
  }
}
