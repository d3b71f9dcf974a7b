package io.akemail.benchmarks.failover;

import io.akemail.Attempt;
import io.akemail.Receipt;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.testkit.ServerCall;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What an outage cost.
 *
 * @param sends messages handed to the sender
 * @param failed sends that ended in an exception other than "delivery unknown"
 * @param unknown sends that ended in "delivery unknown"
 * @param lost messages with a receipt that no server took
 * @param wasted calls to A during the outage that did not end in an acceptance known to us
 * @param waiting callers whose attempt at A got no answer for 250 ms or more
 * @param failoverMillis median time from A's failing answer to B's acceptance of the same message
 * @param firstOnBMillis time from the first call to A after it broke to the first mail taken by B
 * @param backMillis time from the healing to the first mail taken by A again
 * @param duplicates messages that the servers took more than once
 * @param unflagged duplicates whose receipt did not say so
 * @param twiceByA messages that A took more than once
 * @param worstMillis the longest send
 * @param ended whether every send ended
 */
record Figures(
    int sends,
    int failed,
    int unknown,
    int lost,
    int wasted,
    int waiting,
    double failoverMillis,
    double firstOnBMillis,
    double backMillis,
    int duplicates,
    int unflagged,
    int twiceByA,
    double worstMillis,
    boolean ended) {

  static final ProviderId A = ProviderId.of("sendgrid");
  private static final int WAIT_MILLIS = 250;

  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-28s %6s %6s %7s %5s %6s %7s %11s %9s %8s %4s %9s %8s",
          "A",
          "sends",
          "failed",
          "unknown",
          "lost",
          "wasted",
          "waiting",
          "failover ms",
          "on B ms",
          "back ms",
          "dup",
          "unflagged",
          "worst ms");

  static Figures of(
      Rig rig,
      List<Sent> sent,
      Collection<ServerCall> callsToA,
      Collection<ServerCall> callsToB,
      long brokenAt,
      long healedAt,
      boolean ended) {
    int failed = 0;
    int unknown = 0;
    int lost = 0;
    int wasted = 0;
    int waiting = 0;
    int duplicates = 0;
    int unflagged = 0;
    int twiceByA = 0;
    double worst = 0;
    for (Sent one : sent) {
      boolean isUnknown = one.failure() instanceof io.akemail.DeliveryUnknownException;
      unknown += isUnknown ? 1 : 0;
      failed += one.failure() != null && !isUnknown ? 1 : 0;
      int copies = rig.copies(one.message());
      lost += one.receipt() != null && copies == 0 ? 1 : 0;
      duplicates += copies > 1 ? 1 : 0;
      unflagged += copies > 1 && !one.isFlagged() ? 1 : 0;
      twiceByA += rig.a.copies(one.message().id().value()) > 1 ? 1 : 0;
      double total = 0;
      for (Attempt attempt : one.attempts()) {
        boolean bad = attempt.provider().equals(A) && !isAccepted(attempt);
        wasted += bad ? 1 : 0;
        waiting += bad && attempt.duration().toMillis() >= WAIT_MILLIS ? 1 : 0;
        total += attempt.duration().toNanos() / 1e6;
      }
      worst = Math.max(worst, total);
    }
    return new Figures(
        sent.size(),
        failed,
        unknown,
        lost,
        wasted,
        waiting,
        median(sent),
        firstAccepted(callsToB, firstCall(callsToA, brokenAt)),
        firstAccepted(callsToA, healedAt),
        duplicates,
        unflagged,
        twiceByA,
        worst,
        ended);
  }

  private static boolean isAccepted(Attempt attempt) {
    return attempt.outcome().kind() == Outcome.Kind.ACCEPTED;
  }

  /** Of the messages that went on to B: the time after A's part of it. */
  private static double median(List<Sent> sent) {
    double[] times =
        sent.stream()
            .filter(one -> one.receipt() != null && one.attempts().size() > 1)
            .mapToDouble(one -> failover(one.receipt()))
            .sorted()
            .toArray();
    return times.length == 0 ? Double.NaN : times[times.length / 2];
  }

  private static double failover(Receipt receipt) {
    List<Attempt> attempts = receipt.attempts();
    Attempt last = attempts.get(attempts.size() - 1);
    return last.duration().toNanos() / 1e6;
  }

  private static long firstCall(Collection<ServerCall> calls, long after) {
    return calls.stream()
        .filter(ServerCall::toSend)
        .mapToLong(ServerCall::atNanos)
        .filter(at -> at - after >= 0)
        .min()
        .orElse(after);
  }

  private static double firstAccepted(Collection<ServerCall> calls, long after) {
    long[] times =
        calls.stream()
            .filter(call -> call.accepted() && call.atNanos() - after >= 0)
            .mapToLong(ServerCall::atNanos)
            .toArray();
    return times.length == 0
        ? Double.NaN
        : (Arrays.stream(times).min().orElseThrow() - after) / 1e6;
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "%-28s %6d %6d %7d %5d %6d %7d %11.2f %9.1f %8.1f %4d %9d %8.0f",
        name,
        sends,
        failed,
        unknown,
        lost,
        wasted,
        waiting,
        failoverMillis,
        firstOnBMillis,
        backMillis,
        duplicates,
        unflagged,
        worstMillis);
  }
}
