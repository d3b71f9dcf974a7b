package io.akemail;

import io.akemail.outbox.Doubt;
import io.akemail.spi.ProviderId;
import java.util.List;

/** What a delivery out of the outbox has to heed, beside what every delivery does. */
interface Errand {

  /** Where the message may have been accepted before. */
  List<Doubt> doubts();

  /**
   * Makes durable that an attempt is about to be made.
   *
   * @param number which attempt of this delivery, from 1
   * @param doubts where the message may have been accepted so far
   * @return whether it may be made; if not, nor may any other
   */
  boolean begins(ProviderId provider, int number, List<Doubt> doubts);
}
