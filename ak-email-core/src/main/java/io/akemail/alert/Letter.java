package io.akemail.alert;

import io.akemail.Alert;
import java.time.Duration;

/**
 * What is to be told of one matter now: all that happened since it was last told.
 *
 * @param last the last alert of the matter; its phase is where the matter stands
 * @param known whether people believe that it holds, since they were told so last
 * @param begins how often it began since then
 * @param ends how often it ended since then
 * @param span since the first of these
 * @param leftOut how many alerts of other matters were left out
 */
record Letter(Alert last, boolean known, long begins, long ends, Duration span, long leftOut) {

  boolean isRaised() {
    return last.phase() == Alert.Phase.RAISED;
  }

  /** Whether it is all told by the words of the last alert. */
  boolean isPlain() {
    return begins == (isRaised() ? 1 : 0) && isRaised() != known;
  }
}
