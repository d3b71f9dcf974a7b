package io.akemail.health;

import io.akemail.internal.Heartbeat;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Who is to be asked when: pure, driven by the time given. Not thread-safe.
 *
 * <p>Each provider has turns of its own, the first within 5 s, each next one after the interval,
 * give or take a fifth, from the turn before. A turn passes unused while the provider's last poll
 * still runs.
 */
final class PollSchedule {
  private static final long FIRST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double JITTER = 0.2;

  private final List<Turns> providers = new ArrayList<>();
  private final long interval;
  private final long patience;
  private final RandomGenerator random;

  /** The turns of one provider; times are monotonic nanoseconds. */
  private static final class Turns {
    final ProviderId id;
    long nextAt;
    long overdueAt;
    boolean running;
    boolean overdue;

    Turns(ProviderId id, long nextAt) {
      this.id = id;
      this.nextAt = nextAt;
    }

    boolean mayBecomeOverdue() {
      return running && !overdue;
    }
  }

  /**
   * Begins.
   *
   * @param interval from turn to turn
   * @param patience how long a poll may run before it is overdue
   */
  PollSchedule(
      Collection<ProviderId> ids,
      Duration interval,
      Duration patience,
      RandomGenerator random,
      long now) {
    this.interval = interval.toNanos();
    this.patience = patience.toNanos();
    this.random = random;
    for (ProviderId id : ids) {
      providers.add(new Turns(id, now + (long) (random.nextDouble() * FIRST_NANOS)));
    }
  }

  /** Whose turn it is; counts as running from now on. */
  List<ProviderId> due(long now) {
    return select(
        turns -> {
          if (now - turns.nextAt < 0) {
            return false;
          }
          turns.nextAt = now + jittered();
          boolean due = !turns.running;
          if (due) {
            turns.running = true;
            turns.overdue = false;
            turns.overdueAt = now + patience;
          }
          return due;
        });
  }

  /** Whose poll has run for too long by now; told once of each poll. */
  List<ProviderId> overdue(long now) {
    return select(
        turns -> {
          boolean overdue = turns.mayBecomeOverdue() && now - turns.overdueAt >= 0;
          turns.overdue |= overdue;
          return overdue;
        });
  }

  /** A poll has ended, however. */
  void ended(ProviderId id) {
    for (Turns turns : providers) {
      if (turns.id.equals(id)) {
        turns.running = false;
      }
    }
  }

  /** Nanoseconds until there is something to do; {@link Heartbeat#REST} without any provider. */
  long pause(long now) {
    long pause = Heartbeat.REST;
    for (Turns turns : providers) {
      pause = Math.min(pause, Math.max(0, turns.nextAt - now));
      if (turns.mayBecomeOverdue()) {
        pause = Math.min(pause, Math.max(0, turns.overdueAt - now));
      }
    }
    return pause;
  }

  private List<ProviderId> select(Predicate<Turns> which) {
    List<ProviderId> selected = new ArrayList<>();
    for (Turns turns : providers) {
      if (which.test(turns)) {
        selected.add(turns.id);
      }
    }
    return selected;
  }

  private long jittered() {
    return (long) (interval * (1 - JITTER + 2 * JITTER * random.nextDouble()));
  }
}
