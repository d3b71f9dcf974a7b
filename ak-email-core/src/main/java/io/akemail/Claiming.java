package io.akemail;

import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;
import io.akemail.rules.DrainPace;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides when messages are claimed and how many: none while no provider can be used, one where a
 * provider has to be tried out, slowly after an outage, else as many as can be sent at once.
 * Belongs to one thread.
 */
final class Claiming {
  private static final int MOST_ROUNDS_TO_HASTEN = 3;
  private static final double LEAST_SHARE = 0.8;
  private static final double SPREAD = 0.4;

  private final Outbox outbox;
  private final RelaySettings settings;
  private final Engine engine;
  private final Duration lease;
  private final DrainPace pace;
  private long usable; // bits of the routes in use

  Claiming(Outbox outbox, RelaySettings settings, Engine engine) {
    this.outbox = outbox;
    this.settings = settings;
    this.engine = engine;
    this.lease = settings.leaseFor(engine.settings());
    this.pace = new DrainPace(settings.firstRate(), settings.topRate());
  }

  /**
   * Claims what may be begun now.
   *
   * @param busy how many messages are being sent
   * @param start takes each claim
   * @return how many nanoseconds until the next turn, unless something happens
   */
  long turn(int busy, Consumer<Claim> start) {
    long now = engine.nanos();
    noticeReturns(now);
    int free = settings.workers() - busy;
    if (usable == 0) { // one message at a time finds out whether a provider is well again
      free = busy == 0 && engine.routing().offers().length > 0 ? 1 : 0;
    }
    int most = pace.permits(now, free);
    if (most < 1) {
      return free < 1 ? pollNanos() : pace.untilNext();
    }
    List<Claim> claims = outbox.claim(most, lease);
    pace.take(claims.size());
    claims.forEach(start);
    if (claims.size() < most) {
      pace.drained();
      return pollNanos();
    }
    return 0;
  }

  private void noticeReturns(long now) {
    long current = 0;
    for (Candidate candidate : engine.routing().usable()) {
      current |= candidate.route().bit();
    }
    if ((current & ~usable) != 0) {
      outbox.hasten(MOST_ROUNDS_TO_HASTEN);
    }
    if (usable == 0 && current != 0) {
      pace.recovers(now);
    }
    usable = current;
  }

  private long pollNanos() {
    double share = LEAST_SHARE + SPREAD * engine.random().nextDouble();
    return (long) (settings.poll().toNanos() * share);
  }
}
