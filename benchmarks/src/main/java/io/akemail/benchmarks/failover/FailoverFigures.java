package io.akemail.benchmarks.failover;

import static io.akemail.message.DeliveryGuarantee.AT_LEAST_ONCE;
import static io.akemail.message.DeliveryGuarantee.AT_MOST_ONCE;

import io.akemail.testkit.Behaviour;
import java.time.Duration;
import java.util.List;

/**
 * Prints what each kind of outage costs: 50 sends a second, A broken for 5 s, then healed.
 *
 * <p>Real time and real sockets on loopback; a run takes some 10 s per row.
 */
public final class FailoverFigures {
  private FailoverFigures() {}

  static List<Outage> outages() {
    return List.of(
        Outage.of("503 on everything", Behaviour.unavailable(), AT_LEAST_ONCE),
        Outage.of("503 on mails only", Behaviour.sendPathUnavailable(), AT_LEAST_ONCE),
        Outage.of("connections refused", Behaviour.refusingConnections(), AT_LEAST_ONCE),
        Outage.of("connections reset", Behaviour.resettingConnections(), AT_LEAST_ONCE),
        Outage.of("connections reset, once", Behaviour.resettingConnections(), AT_MOST_ONCE),
        Outage.of("taken, then reset", Behaviour.acceptingThenReset(), AT_LEAST_ONCE),
        Outage.of("taken, then reset, once", Behaviour.acceptingThenReset(), AT_MOST_ONCE),
        Outage.of("taken, then 504", Behaviour.acceptingThen504(), AT_LEAST_ONCE),
        Outage.of("taken, then 504, once", Behaviour.acceptingThen504(), AT_MOST_ONCE),
        Outage.of("hangs", Behaviour.hanging(), AT_LEAST_ONCE),
        Outage.of("hangs, once", Behaviour.hanging(), AT_MOST_ONCE),
        Outage.of("hangs, mails only", Behaviour.sendPathHanging(), AT_LEAST_ONCE),
        Outage.of("taken, then hangs", Behaviour.acceptingThenHanging(), AT_LEAST_ONCE),
        Outage.of(
            "429 with Retry-After", Behaviour.rateLimitedRetryAfter(fiveSeconds()), AT_LEAST_ONCE),
        Outage.of("429 with a reset time", Behaviour.rateLimited(fiveSeconds()), AT_LEAST_ONCE),
        Outage.of("web page with 200", Behaviour.answeringHtml(), AT_LEAST_ONCE),
        Outage.of("healthy all the time", Behaviour.healthy(), AT_LEAST_ONCE));
  }

  private static Duration fiveSeconds() {
    return Duration.ofSeconds(5);
  }

  /**
   * Runs the outages.
   *
   * @param args parts of the names of those to run; all if there is none
   */
  @SuppressWarnings("SystemOut") // a program for people
  public static void main(String[] args) throws InterruptedException {
    System.out.println(Figures.HEADER);
    for (Outage outage : outages()) {
      if (args.length == 0 || List.of(args).stream().anyMatch(outage.name()::contains)) {
        System.out.println(outage.run().row(outage.name()));
      }
    }
  }
}
