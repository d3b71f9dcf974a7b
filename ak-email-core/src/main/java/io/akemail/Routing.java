package io.akemail;

import io.akemail.rules.Ramp;
import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * An immutable snapshot of which providers may be used, and in which order.
 *
 * <p>Made anew at each change of a provider's standing, so that a send reads one field and follows
 * an array. Nothing in it is to be changed by those who read it.
 */
final class Routing {
  private final Candidate[] all;
  private final Candidate[] offers;
  private final Candidate[] first;
  private final Candidate[] last;
  private final Candidate[] down;
  private final Candidate[] usable;
  private final boolean ramping;
  private final long rampNanos;

  Routing(List<Candidate> all, long rampNanos) {
    this.all = all.toArray(Candidate[]::new);
    this.rampNanos = rampNanos;
    this.offers = select(all, c -> c.standing().offer() != Offer.NONE);
    this.first = select(all, c -> isInUse(c) && !isLast(c));
    this.last = select(all, c -> isInUse(c) && isLast(c));
    this.down = select(all, c -> isIn(c, ProviderState.DOWN) || isIn(c, ProviderState.PROBING));
    sortByUntil(down);
    this.usable = concat(first, last);
    this.ramping = all.stream().anyMatch(c -> isIn(c, ProviderState.RAMPING));
  }

  /** The one that may be back first in front; times are compared by difference, they may wrap. */
  private static void sortByUntil(Candidate[] down) {
    if (down.length > 1) {
      long base = down[0].standing().until();
      Arrays.sort(down, Comparator.comparingLong(c -> c.standing().until() - base));
    }
  }

  private static boolean isInUse(Candidate candidate) {
    return isIn(candidate, ProviderState.UP)
        || isIn(candidate, ProviderState.RAMPING)
        || isIn(candidate, ProviderState.SUSPECT);
  }

  /** Suspect, or out of order by the provider's own public word. */
  private static boolean isLast(Candidate candidate) {
    return isIn(candidate, ProviderState.SUSPECT) || candidate.standing().last();
  }

  private static boolean isIn(Candidate candidate, ProviderState state) {
    return candidate.standing().state() == state;
  }

  private static Candidate[] select(List<Candidate> from, Predicate<Candidate> predicate) {
    return from.stream().filter(predicate).toArray(Candidate[]::new);
  }

  private static Candidate[] concat(Candidate[] head, Candidate[] tail) {
    Candidate[] joined = new Candidate[head.length + tail.length];
    System.arraycopy(head, 0, joined, 0, head.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  /** All providers as configured. */
  Candidate[] all() {
    return all;
  }

  /** Those that wait for one message to be tried with. */
  Candidate[] offers() {
    return offers;
  }

  /** Those that are tried in their turn, as configured, the doubtful behind the others. */
  Candidate[] usable() {
    return usable;
  }

  /** Those that only a last resort uses, the one that may be back first in front. */
  Candidate[] down() {
    return down;
  }

  /**
   * The usable providers for one message: those that are up and those that ramp and have the
   * message in their share, as configured or as the strategy says; then the other ramping ones;
   * then the suspects and those whose own status page says that they are out.
   */
  Candidate[] order(int messageHash, long now, Ordering ordering) {
    if (!ramping && ordering.isAsConfigured()) {
      return usable;
    }
    List<Candidate> turn = new ArrayList<>(usable.length);
    List<Candidate> later = new ArrayList<>(2);
    for (Candidate candidate : first) {
      boolean inShare =
          isIn(candidate, ProviderState.UP)
              || Ramp.includes(messageHash, now - candidate.standing().rampFrom(), rampNanos);
      (inShare ? turn : later).add(candidate);
    }
    List<Candidate> ordered = new ArrayList<>(ordering.apply(turn));
    ordered.addAll(later);
    ordered.addAll(List.of(last));
    return ordered.toArray(Candidate[]::new);
  }
}
