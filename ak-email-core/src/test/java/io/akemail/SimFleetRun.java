package io.akemail;

import io.akemail.SimHistory.Change;
import io.akemail.SimHistory.Try;
import io.akemail.status.ProviderState;
import java.util.List;
import java.util.Random;

/**
 * One run of a fleet in which one thing goes wrong with the first provider, and what came of it.
 * Called in a class loader of its own where another rule is to be compared.
 */
public final class SimFleetRun {
  static final long SPAN = SimClock.seconds(60);
  private static final long WARM_UP = SimClock.seconds(20);

  private final SimWorld world;
  private final SimProvider provider;
  private final long began;

  private SimFleetRun(long seed, int size, boolean shares) {
    this.world = new SimWorld(seed, new SimWorld.Fleet(size, shares));
    this.provider = world.providers.get(0);
    this.began = WARM_UP + SimClock.millis(new Random(seed).nextInt(5_000));
    world.clock.runUntil(began);
  }

  /**
   * Runs it for a minute from when the trouble begins.
   *
   * @param sick how many instances lose their way to the provider; 0 for an outage of it
   * @param fault what the outage is
   * @return in the order of {@link SimFigures.Run}
   */
  public static long[] figures(long seed, int size, boolean shares, int sick, String fault) {
    SimFleetRun run = new SimFleetRun(seed, size, shares);
    if (sick == 0) {
      run.provider.breaks(SimProvider.Fault.valueOf(fault), run.began);
    }
    for (SimInstance instance : run.world.instances.subList(0, sick)) {
      instance.blocked[0] = true;
      instance.noNetwork.begin(run.began);
    }
    run.world.clock.runUntil(run.began + SPAN);
    List<SimInstance> well =
        run.world.instances.stream().filter(one -> !one.noNetwork.wasEver()).toList();
    return new long[] {
      run.inVain().size(),
      run.ended(EmailUnavailableException.class),
      run.ended(DeliveryUnknownException.class),
      well.stream().filter(one -> run.without(one) > 0).count(),
      well.stream().mapToLong(run::without).sum(),
      run.knownAfter()
    };
  }

  /** Calls that the trouble met, also those that were under way when it began. */
  private List<Try> inVain() {
    return world.history.tries.stream()
        .filter(one -> one.provider == provider)
        .filter(one -> one.outcome == null || one.outcome.kind().isFault())
        .filter(one -> one.outcome == null || one.ended >= began)
        .toList();
  }

  private long ended(Class<? extends EmailException> how) {
    return world.history.sends.stream()
        .filter(send -> how.isInstance(send.failure) && send.ended >= began)
        .count();
  }

  private List<Change> changes(SimInstance instance) {
    return world.history.changes.stream()
        .filter(change -> change.instance() == instance && change.provider() == provider)
        .filter(change -> change.at() >= began)
        .toList();
  }

  private static boolean isOut(ProviderState state) {
    return state == ProviderState.DOWN || state == ProviderState.PROBING;
  }

  /** How long an instance held the provider down. */
  private long without(SimInstance instance) {
    long sum = 0;
    long from = -1;
    for (Change change : changes(instance)) {
      boolean out = isOut(change.after().state());
      if (out && from < 0) {
        from = change.at();
      } else if (!out && from >= 0) {
        sum += change.at() - from;
        from = -1;
      }
    }
    return from < 0 ? sum : sum + world.clock.now() - from;
  }

  /**
   * From the first call in vain, or the trouble if it was under way then, until the last instance
   * held it down.
   */
  private long knownAfter() {
    long last = 0;
    for (SimInstance instance : world.instances) {
      long knew =
          changes(instance).stream()
              .filter(change -> isOut(change.after().state()))
              .mapToLong(Change::at)
              .findFirst()
              .orElse(Long.MAX_VALUE);
      last = Math.max(last, knew);
    }
    if (last == Long.MAX_VALUE) {
      return last;
    }
    return last
        - inVain().stream().mapToLong(one -> Math.max(one.began, began)).min().orElse(began);
  }
}
