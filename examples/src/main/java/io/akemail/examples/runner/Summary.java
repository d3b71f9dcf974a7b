package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Fate;
import io.akemail.examples.runner.Recording.Hit;
import io.akemail.examples.runner.Recording.Mail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording in numbers; a pure function of it. Spans are nanoseconds.
 *
 * @param accepted mails accepted, by receipt
 * @param byFirst those of them that SendGrid accepted
 * @param bySecond those of them that SparkPost accepted
 * @param failed sends that failed
 * @param rejected messages that came back as malformed
 * @param flagged receipts that say there may be a second copy
 * @param copies mails that the servers took more than once, both together
 * @param p50 what half of the callers waited at most
 * @param p99 what 99 of 100 callers waited at most
 * @param worst what the last one waited
 * @param outages each trouble
 */
record Summary(
    long accepted,
    long byFirst,
    long bySecond,
    long failed,
    long rejected,
    long flagged,
    long copies,
    long p50,
    long p99,
    long worst,
    List<Outage> outages) {

  Summary {
    outages = List.copyOf(outages);
  }

  static Summary of(Recording recording) {
    long[] waits = recording.mails().stream().mapToLong(Mail::took).sorted().toArray();
    return new Summary(
        recording.sends(Fate.ACCEPTED),
        recording.acceptedBy(Recording.FIRST),
        recording.acceptedBy(Recording.SECOND),
        recording.sends(Fate.FAILED),
        recording.sends(Fate.REJECTED),
        recording.mails().stream().filter(Mail::flagged).count(),
        copies(recording).values().stream().mapToLong(count -> count - 1L).sum(),
        percentile(waits, 0.50),
        percentile(waits, 0.99),
        percentile(waits, 1),
        Outage.of(recording));
  }

  /** How often each mail was taken, over both servers. */
  static Map<String, Integer> copies(Recording recording) {
    Map<String, Integer> copies = new HashMap<>();
    for (Hit hit : recording.hits()) {
      if (hit.accepted()) {
        copies.merge(hit.mail(), 1, Integer::sum);
      }
    }
    return copies;
  }

  private static long percentile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }

  /** The longest time to the next provider; {@link Outage#NEVER} if one never came. */
  long slowestTakeover() {
    return slowest(outages.stream().mapToLong(Outage::takeover).toArray());
  }

  /** The longest way back; {@link Outage#NEVER} if one never came. */
  long slowestComeback() {
    return slowest(outages.stream().mapToLong(Outage::comeback).toArray());
  }

  private static long slowest(long[] spans) {
    long slowest = 0;
    for (long span : spans) {
      if (span == Outage.NEVER) {
        return Outage.NEVER;
      }
      slowest = Math.max(slowest, span);
    }
    return slowest;
  }
}
