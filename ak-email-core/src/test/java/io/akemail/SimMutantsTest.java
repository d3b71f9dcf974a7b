package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults planted in the code are found by the simulation, each by the invariant that it breaks. */
@Timeout(300)
class SimMutantsTest {
  private static final int SEEDS = 400;

  static final SimMutant ANY_INSTANCE_TAKES_OUT =
      new SimMutant(
          "any instance takes a provider from all",
          "rules/FleetRule.java",
          "return votes.bad() >= quorum && votes.bad() > votes.good() && (surely || outage ||"
              + " majority);",
          "return votes.bad() > 0;",
          "I9");

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
            "results of an older epoch count",
            "rules/Health.java",
            "    if (attemptEpoch != epoch) {\n      return;\n    }\n",
            "",
            "I12"),
        new SimMutant(
            "the lease to probe is never given back",
            "rules/Leases.java",
            "to.add(new Wish.GiveBack(Purpose.PROBE));",
            "",
            "I11"),
        new SimMutant(
            "a hint ends an outage",
            "rules/Health.java",
            "    if (phase == Phase.DOWN && soon - phaseUntil < 0) {\n      phaseUntil = soon;",
            "    if (phase == Phase.DOWN) {\n      phaseUntil = soon;\n      beUp();",
            "I13"),
        new SimMutant(
            "a rejected message goes on",
            "Delivery.java",
            "        problems = ((Outcome.Rejected) outcome).problems();\n",
            "",
            "I6"),
        new SimMutant(
            "an accepted message goes on",
            "Delivery.java",
            "    return receipt != null\n        || stopped",
            "    return stopped",
            "I3"),
        new SimMutant(
            "at most once is forgotten",
            "Delivery.java",
            "        !doubts.isEmpty() && message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE;\n"
                + "    return receipt",
            "        false;\n    return receipt",
            "I4"),
        new SimMutant(
            "a copy is not flagged",
            "Delivery.java",
            "boolean duplicate = mayBeElsewhere(provider, accepted);",
            "boolean duplicate = false;",
            "I5"),
        new SimMutant(
            "an attempt may take for ever",
            "Delivery.java",
            "Math.min(engine.settings().attemptTimeoutNanos(), left - reserve);",
            "4 * engine.settings().attemptTimeoutNanos();",
            "I1"),
        new SimMutant(
            "a late acceptance ends a limit",
            "rules/LimitVerdict.java",
            "    if (!over) {\n      untoldInARow = 0;\n    }",
            "    over = false;",
            "I15"),
        new SimMutant(
            "a last resort goes against a limit",
            "Routing.java",
            "select(all, c -> isIn(c, ProviderState.DOWN)",
            "select(all, c -> isIn(c, ProviderState.OVER_LIMIT) || isIn(c, ProviderState.DOWN)",
            "I15"),
        new SimMutant(
            "a refused credential is everybody's",
            "rules/Words.java",
            "refusedUntil = concernsUs ? until : refusedUntil;",
            "refusedUntil = until;",
            "I16"),
        ANY_INSTANCE_TAKES_OUT,
        new SimMutant(
            "everybody probes",
            "rules/Verdicts.java",
            "health.isAlone() || fleet.leases().mayProbe(now)",
            "true",
            "I10"),
        new SimMutant(
            "mails are spent while the check fails",
            "rules/Health.java",
            "phase = !hasCheck && over ?",
            "phase = over ?",
            "I21"),
        new SimMutant(
            "an outage of the send path never ends",
            "rules/Health.java",
            "(healed || now - phaseUntil >= 0)",
            "healed",
            "I11"),
        new SimMutant(
            "a place is never free again",
            "Route.java",
            "      slot.succeeded(now, now - call.began());\n      slot.release();",
            "      slot.succeeded(now, now - call.began());",
            "I7"),
        new SimMutant(
            "the wall clock decides",
            "Engine.java",
            "    return time.nanos();",
            "    return time.instant().getEpochSecond() * 1_000_000_000L + time.nanos() % 1_000_000_000L;",
            "I24"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aPlantedFaultIsFound(SimMutant mutant, @TempDir Path work) throws Exception {
    assertThat(mutant.find(work, SEEDS)).as("what breaks %s", mutant.invariant()).isNotNull();
  }

  @Test
  void aStoreWhereTheLastWriterWinsIsFound() {
    assertThat(worldsWith(new SimWorld.Options(true, true, false, false)))
        .anyMatch(violation -> violation.startsWith("I12"));
  }

  @Test
  void aClientThatRepeatsRequestsInSecretIsFound() {
    assertThat(worldsWith(new SimWorld.Options(true, false, true, false)))
        .anyMatch(violation -> violation.startsWith("I5"));
  }

  private static List<String> worldsWith(SimWorld.Options options) {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(SEEDS)
        .map(seed -> new SimWorld(seed, options).run().violations)
        .filter(violations -> !violations.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
