package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Recording.Hit;
import java.util.ArrayList;
import java.util.List;

/**
 * One trouble of SendGrid in numbers, as the two servers saw it. Times are nanoseconds since the
 * start.
 *
 * @param phase what happened
 * @param began when the trouble began
 * @param firstFault when SendGrid got the first mail that it did not take; {@link #NEVER} if none
 * @param takenOver when SparkPost took the first mail after that; {@link #NEVER} if none
 * @param healed when the trouble was over
 * @param back when SendGrid took the first mail after that; {@link #NEVER} if none
 * @param wasted mails that SendGrid got meanwhile and did not take
 */
record Outage(
    Phase phase, long began, long firstFault, long takenOver, long healed, long back, int wasted) {

  /** The time of what did not happen. */
  static final long NEVER = -1;

  /** The outages that were over, or are going on, at the end of the recording. */
  static List<Outage> of(Recording recording) {
    List<Outage> outages = new ArrayList<>();
    for (int i = 0; i < recording.phases().size(); i++) {
      Entered entered = recording.phases().get(i);
      if (entered.phase().trouble().isOutage()) {
        outages.add(of(recording, entered, recording.endOf(i)));
      }
    }
    return outages;
  }

  private static Outage of(Recording recording, Entered entered, long healed) {
    long firstFault = NEVER;
    long takenOver = NEVER;
    long back = NEVER;
    int wasted = 0;
    for (Hit hit : recording.hits()) {
      if (!hit.toSend() || hit.at() < entered.at()) {
        continue;
      }
      boolean first = hit.provider().equals(Recording.FIRST);
      boolean during = hit.at() < healed;
      if (first && during && !hit.accepted()) {
        wasted++;
        firstFault = firstFault == NEVER ? hit.at() : Math.min(firstFault, hit.at());
      } else if (first && !during && hit.accepted() && back == NEVER) {
        back = hit.at();
      } else if (!first && hit.accepted() && firstFault != NEVER && takenOver == NEVER) {
        takenOver = Math.max(hit.at(), firstFault);
      }
    }
    return new Outage(entered.phase(), entered.at(), firstFault, takenOver, healed, back, wasted);
  }

  /** From the first fault to the first mail that SparkPost took. */
  long takeover() {
    return takenOver == NEVER ? NEVER : takenOver - firstFault;
  }

  /** From healing to the first mail that SendGrid took. */
  long comeback() {
    return back == NEVER ? NEVER : back - healed;
  }
}
