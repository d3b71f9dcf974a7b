package io.akemail.rules;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** One provider's verdicts with a clock that only the test turns. */
final class Bench {
  static final Outcome ACCEPTED = new Outcome.Accepted("id-1");
  static final Outcome REJECTED = new Outcome.Rejected(List.of(new Problem("to[0]", "is unknown")));
  static final Outcome UNSUPPORTED = new Outcome.Unsupported("too many attachments");
  static final Outcome BAD_KEY = new Outcome.Misconfigured("the key is refused");
  static final Outcome BAD_TEMPLATE =
      new Outcome.Misconfigured(Outcome.Scope.REQUEST, "no such template");
  static final Outcome UNTOLD = overLimit(null);
  static final Outcome FAULT = new Outcome.Unavailable(Origin.PROVIDER, "503");
  static final Outcome LOCAL_FAULT = new Outcome.Unavailable(Origin.LOCAL, "no route");
  static final Outcome LOST = new Outcome.Ambiguous(Origin.PROVIDER, "time-out");

  /** Draws the longest jitter. */
  static final RandomGenerator LONGEST = () -> -1L;

  /** Draws the shortest jitter. */
  static final RandomGenerator SHORTEST = () -> 0L;

  final Verdicts verdicts;
  long now;

  Bench(boolean hasCheck, long now, RandomGenerator random) {
    this.verdicts = new Verdicts(HealthRules.DEFAULTS, hasCheck, random);
    this.now = now;
  }

  static Bench withoutCheck() {
    return new Bench(false, 1_000_000_000L, LONGEST);
  }

  static Bench withCheck() {
    return new Bench(true, 1_000_000_000L, LONGEST);
  }

  static Outcome overLimit(Duration told) {
    return new Outcome.OverLimit(told, Outcome.Limit.RATE, "429");
  }

  Standing standing() {
    return verdicts.standing(now);
  }

  ProviderState state() {
    return standing().state();
  }

  Standing.Offer offer() {
    return standing().offer();
  }

  long epoch() {
    return standing().epoch();
  }

  boolean wantsCheck() {
    return verdicts.wantsCheck(now);
  }

  /** Time passes, and the watch looks. */
  Bench pass(Duration span) {
    now += span.toNanos();
    verdicts.tick(now);
    return this;
  }

  /** An attempt that begins and ends now. */
  Bench ends(Outcome outcome) {
    return ends(outcome, Role.NORMAL, epoch());
  }

  Bench ends(Outcome outcome, Role role, long epoch) {
    return ends(outcome, role, epoch, now);
  }

  Bench ends(Outcome outcome, Role role, long epoch, long began) {
    verdicts.attemptEnded(outcome, role, epoch, began, Counts.NONE, now);
    return this;
  }

  /** Three faults in a row. */
  Bench trip() {
    return ends(FAULT).ends(FAULT).ends(FAULT);
  }

  /** Down, its dead period over, one message taken as a probe. */
  Bench probing() {
    trip().pass(Duration.ofSeconds(60));
    verdicts.reachable(now);
    verdicts.takeOffer(now);
    return this;
  }

  /** Down, probed and answered. */
  Bench ramping() {
    probing();
    return ends(ACCEPTED, Role.PROBE, epoch());
  }
}
