package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Runs the real core in virtual time, with networks, providers, a store and an outbox that fail by
 * chance; each run is made anew from its seed. {@code -Dsim.seeds=100000} runs more of them, {@code
 * -Dsim.seed=N} one with its trace.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 1_000);
  private static final long FIRST = Long.getLong("sim.first", 1);
  private static final List<String> INTERESTING =
      List.of(
          "attempt PROBE",
          "attempt LAST_RESORT",
          "attempt TRIAL",
          "outcome ACCEPTED",
          "outcome REJECTED",
          "outcome MISCONFIGURED",
          "outcome OVER_LIMIT",
          "outcome UNAVAILABLE",
          "outcome AMBIGUOUS",
          "state SUSPECT",
          "state DOWN",
          "state RAMPING",
          "state UP",
          "state OVER_LIMIT",
          "state MISCONFIGURED",
          "state DISABLED",
          "record DOWN",
          "record RAMPING",
          "record UP",
          "down by NO_ANSWER",
          "down by UNREACHABLE",
          "down by PROBE_FAILED",
          "check",
          "network",
          "store REFUSED",
          "store HANG",
          "store ANSWERS_LOST",
          "store STALE",
          "store NONE",
          "freeze",
          "kill",
          "wall jump",
          "hint",
          "copies",
          "I7 seen",
          "EmailUnavailableException",
          "EmailRejectedException",
          "DeliveryUnknownException",
          "receipt",
          "queued",
          "enqueued",
          "outbox FAILS",
          "outbox UNCERTAIN",
          "outbox SLOW",
          "outbox marks CALLER_DIES_AFTER",
          "outbox marks CALLER_FREEZES",
          "outbox settles CALLER_DIES_BEFORE",
          "outbox settles ANSWER_IS_LOST",
          "lease over",
          "claim lost",
          "asked again",
          "settled WAITING",
          "settled SENT",
          "settled FAILED",
          "settled EXPIRED",
          "settled UNKNOWN",
          "settled too late");

  @BeforeAll
  static void hush() {
    logs(Level.OFF);
  }

  @AfterAll
  static void speak() {
    logs(null);
  }

  private static void logs(Level level) {
    ((Logger) LoggerFactory.getLogger(FailoverSender.class)).setLevel(level);
  }

  static String replay(long seed) {
    return "replay it with: mvn -B -ntp -pl ak-email-core test -Dtest=SimulationTest#replays"
        + " -Dsim.seed="
        + seed;
  }

  @Test
  @Timeout(900)
  void whateverGoesWrongTheInvariantsHold() {
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    LongStream.range(FIRST, FIRST + SEEDS)
        .parallel()
        .forEach(
            seed -> {
              SimHistory history = new SimWorld(seed, SimWorld.Options.PLAIN).run();
              history.seen.forEach((what, count) -> seen.merge(what, count, Integer::sum));
              if (!history.violations.isEmpty()) {
                violations.add("seed " + seed + ": " + history.violations + "\n" + replay(seed));
              }
            });
    assertThat(violations).isEmpty();
    if (SEEDS >= 1_000) {
      assertThat(new TreeMap<>(seen)).containsKeys(INTERESTING.toArray(String[]::new));
    }
  }

  @Test
  void oneSeedIsOneTrace() {
    for (long seed = FIRST; seed < FIRST + 20; seed++) {
      long once = new SimWorld(seed, SimWorld.Options.PLAIN).run().hash();
      long again = new SimWorld(seed, SimWorld.Options.PLAIN).run().hash();
      assertThat(again).as("seed %s, I20", seed).isEqualTo(once);
    }
  }

  @Test
  void noJumpOfAWallClockChangesADecision() {
    SimWorld.Options steady = new SimWorld.Options(false, false, false, false);
    for (long seed = FIRST; seed < FIRST + 60; seed++) {
      long jumping = new SimWorld(seed, SimWorld.Options.PLAIN).run().hash();
      long still = new SimWorld(seed, steady).run().hash();
      assertThat(jumping).as("seed %s, I24", seed).isEqualTo(still);
    }
  }

  /** Shows one run; the seed comes from outside. */
  @ParameterizedTest
  @ValueSource(strings = "sim.seed")
  void replays(String property) {
    Long seed = Long.getLong(property);
    if (seed != null) {
      SimWorld.Options traced = new SimWorld.Options(true, false, false, true);
      SimScenario scenario = SimScenario.valueOf(System.getProperty("sim.scenario", "MIXED"));
      assertThat(new SimWorld(seed, traced, scenario).run().violations).as(replay(seed)).isEmpty();
    }
  }
}
