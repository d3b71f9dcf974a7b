package io.akemail;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** What many runs of a fleet come to, by one rule of what takes a provider from all. */
final class SimFigures {
  /**
   * What goes wrong.
   *
   * @param sick instances that lose their way to the provider; 0 for an outage of it
   * @param fault what the outage is
   */
  record Trouble(int sick, SimProvider.Fault fault) {
    static Trouble sick(int instances) {
      return new Trouble(instances, SimProvider.Fault.NONE);
    }

    static Trouble outage(SimProvider.Fault fault) {
      return new Trouble(0, fault);
    }
  }

  /**
   * One run.
   *
   * @param inVain calls to the provider that failed
   * @param failed sends that no provider took
   * @param unknown sends under at most once that ended without an answer
   * @param robbed instances without trouble of their own that lost the provider
   * @param without for how many nanoseconds, all of them together
   * @param known nanoseconds from the beginning of the first call in vain until the last instance
   *     held the provider down; the largest number if one never did
   */
  record Run(long inVain, long failed, long unknown, long robbed, long without, long known) {}

  /** The runs of one kind. */
  record Cell(int size, List<Run> runs) {
    double mean(ToLongFunction<Run> figure) {
      return runs.stream().mapToLong(figure).average().orElse(0);
    }

    /** In how many of a hundred runs an instance without trouble lost the provider. */
    long robbedPercent() {
      return Math.round(
          100.0 * runs.stream().filter(run -> run.robbed() > 0).count() / runs.size());
    }

    /** In how many nanoseconds all knew, in so many of a hundred runs. */
    long known(int percent) {
      long[] sorted = runs.stream().mapToLong(Run::known).sorted().toArray();
      return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    String knownMillis() {
      return millis(known(50)) + " / " + millis(known(99));
    }

    private static String millis(long nanos) {
      return nanos == Long.MAX_VALUE
          ? "never"
          : String.format(Locale.ROOT, "%,d", nanos / 1_000_000);
    }
  }

  private final boolean shares;
  private final Method figures;

  /**
   * Fleets that run by one rule.
   *
   * @param runs {@link SimFleetRun}, as the loader has it where the rule is that one
   * @param shares whether there is a rule at all, or each instance has only itself
   */
  SimFigures(Class<?> runs, boolean shares) throws ReflectiveOperationException {
    this.shares = shares;
    this.figures =
        runs.getMethod("figures", long.class, int.class, boolean.class, int.class, String.class);
  }

  /** So many runs, of the seeds from 1 on. */
  Cell cell(int size, Trouble trouble, int seeds) {
    return new Cell(
        size,
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> run(seed, size, trouble))
            .toList());
  }

  private Run run(long seed, int size, Trouble trouble) {
    try {
      long[] of =
          (long[]) figures.invoke(null, seed, size, shares, trouble.sick(), trouble.fault().name());
      return new Run(of[0], of[1], of[2], of[3], of[4], of[5]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }
}
