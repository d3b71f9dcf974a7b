package io.akemail;

/** Looks for a violation; called in a class loader of its own, where a fault is planted. */
public final class SimSearch {
  private SimSearch() {}

  /** The first violation of an invariant in so many seeds, or null. */
  public static String violation(int seeds, String invariant) {
    for (long seed = 1; seed <= seeds; seed++) {
      SimHistory history;
      try {
        history = new SimWorld(seed, SimWorld.Options.PLAIN, scenario(seed, invariant)).run();
      } catch (RuntimeException e) {
        return "seed " + seed + ": it fell over with " + e;
      }
      for (String violation : history.violations) {
        if (violation.startsWith(invariant + " ")) {
          return "seed " + seed + ": " + violation;
        }
      }
      if (invariant.equals("I24") && dependsOnTheWallClock(seed, history.hash())) {
        return "seed " + seed + ": I24 decided by the wall clock";
      }
    }
    return null;
  }

  private static boolean dependsOnTheWallClock(long seed, long hash) {
    SimWorld.Options steady = new SimWorld.Options(false, false, false, false);
    return new SimWorld(seed, steady).run().hash() != hash;
  }

  /** The world that promises most of an invariant, in turns with the one where all goes wrong. */
  private static SimScenario scenario(long seed, String invariant) {
    boolean quiet = seed % 2 == 0;
    return switch (invariant) {
      case "I15" -> SimScenario.BUSY; // an answer that comes after that of a later call
      case "I9" -> SimScenario.FEW_SICK;
      case "I13" -> quiet ? SimScenario.CALM : SimScenario.MIXED;
      default -> SimScenario.MIXED;
    };
  }
}
