package io.akemail;

import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim as its delivery sees it: each attempt is marked in the outbox before it is made. */
final class Marking implements Errand {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);

  private final Outbox outbox;
  private final Claim claim;
  private final Duration lease;
  private boolean lost;

  Marking(Outbox outbox, Claim claim, Duration lease) {
    this.outbox = outbox;
    this.claim = claim;
    this.lease = lease;
  }

  /** Whether another worker has the message now. */
  boolean isLost() {
    return lost;
  }

  @Override
  public List<Doubt> doubts() {
    return claim.doubts();
  }

  @Override
  public boolean begins(ProviderId provider, int number, List<Doubt> doubts) {
    try {
      lost = !outbox.mark(claim, new Mark(provider, claim.attempts() + number, doubts, lease));
      return !lost;
    } catch (Throwable e) {
      String what = OutboxDesk.describe(e);
      LOG.warn("Message {} is not sent now: the outbox cannot note it ({})", claim.id(), what);
      return false;
    }
  }
}
