package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.SimFigures.Cell;
import io.akemail.SimFigures.Run;
import io.akemail.SimFigures.Trouble;
import io.akemail.SimProvider.Fault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What votes are for: one instance with a broken network takes the provider from nobody else, and
 * yet all know of an outage within seconds. {@code -Dsim.figures=200} makes the tables of
 * benchmarks/RESULTS.md, from so many runs of each kind.
 */
@Timeout(3600)
class SimFiguresTest {
  /** Who takes a provider from all. */
  private enum Rule {
    /** Whoever's breaker trips first. */
    ANY_INSTANCE,
    /** The library's own. */
    VOTES,
    /** Nobody; each has only itself. */
    NO_SHARING
  }

  private static final List<Integer> SIZES = List.of(3, 10, 30);
  private static final List<Fault> OUTAGES =
      List.of(Fault.STATUS_503, Fault.STATUS_503_ON_MAILS, Fault.REFUSED, Fault.HANG);
  private static final int SEEDS = 5;

  @TempDir private static Path work;
  private static final Map<Rule, SimFigures> FIGURES = new EnumMap<>(Rule.class);

  @BeforeAll
  static void compile() throws Exception {
    SimulationTest.hush();
    Class<?> other = SimMutantsTest.ANY_INSTANCE_TAKES_OUT.load(work, SimFleetRun.class.getName());
    FIGURES.put(Rule.ANY_INSTANCE, new SimFigures(other, true));
    FIGURES.put(Rule.VOTES, new SimFigures(SimFleetRun.class, true));
    FIGURES.put(Rule.NO_SHARING, new SimFigures(SimFleetRun.class, false));
  }

  @AfterAll
  static void speak() {
    SimulationTest.speak();
  }

  private static Cell cell(Rule rule, int size, Trouble trouble) {
    return FIGURES.get(rule).cell(size, trouble, SEEDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 30})
  void oneSickInstanceTakesNothingFromTheOthersByVotes(int size) {
    Cell cell = cell(Rule.VOTES, size, Trouble.sick(1));

    assertThat(cell.runs()).allMatch(run -> run.robbed() == 0 && run.failed() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 30})
  void oneSickInstanceTakesTheProviderFromAllWhereAnyInstanceSaysSo(int size) {
    Cell cell = cell(Rule.ANY_INSTANCE, size, Trouble.sick(1));

    assertThat(cell.runs()).allMatch(run -> run.robbed() == size - 1);
  }

  @ParameterizedTest
  @CsvSource({"STATUS_503, 5", "STATUS_503_ON_MAILS, 15", "REFUSED, 5", "HANG, 10"})
  void allKnowOfAnOutageSoonByVotes(Fault fault, int seconds) {
    for (int size : SIZES) {
      Cell cell = cell(Rule.VOTES, size, Trouble.outage(fault));

      assertThat(cell.runs())
          .as("%s instances", size)
          .allMatch(run -> run.known() <= Duration.ofSeconds(seconds).toNanos())
          .allMatch(run -> run.failed() == 0);
    }
  }

  /** Makes the tables; of how many runs comes from outside. */
  @ParameterizedTest
  @ValueSource(strings = "sim.figures")
  void tells(String property) {
    Integer seeds = Integer.getInteger(property);
    if (seeds != null) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      sick(seeds, out);
      outages(seeds, out);
    }
  }

  private static void sick(int seeds, PrintStream out) {
    for (int sick : List.of(1, 2)) {
      for (int size : SIZES) {
        StringBuilder row = new StringBuilder("| " + sick + " of " + size + " |");
        for (Rule rule : List.of(Rule.ANY_INSTANCE, Rule.VOTES)) {
          Cell cell = FIGURES.get(rule).cell(size, Trouble.sick(sick), seeds);
          row.append(
              format(" %d %% | %.0f s |", cell.robbedPercent(), cell.mean(Run::without) / 1e9));
        }
        out.println(row);
      }
    }
  }

  private static void outages(int seeds, PrintStream out) {
    double failed = 0;
    for (Fault fault : OUTAGES) {
      for (int size : SIZES) {
        StringBuilder row = new StringBuilder("| " + fault + " | " + size + " |");
        for (Rule rule : Rule.values()) {
          Cell cell = FIGURES.get(rule).cell(size, Trouble.outage(fault), seeds);
          double inVain = cell.mean(Run::inVain);
          row.append(
              format(" %s | %.1f (%.1f) |", cell.knownMillis(), inVain, inVain / cell.size()));
          failed += cell.mean(Run::failed);
        }
        out.println(row);
      }
    }
    out.println(format("failed in a run of each: %.2f", failed));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
