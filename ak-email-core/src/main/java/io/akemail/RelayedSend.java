package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.Settlement;
import io.akemail.rules.BackOff;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one claimed message and settles it, on a worker's thread. Thread-safe. */
final class RelayedSend {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  static final BackOff SETTLE_AGAIN = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));

  private final Outbox outbox;
  private final Duration lease;
  private final Engine engine;
  private final SelectionStrategy strategy;
  private final Watch watch;
  private final Settling.Rules rules;
  private final CountDownLatch closing;

  RelayedSend(
      Outbox outbox,
      RelaySettings settings,
      Engine engine,
      SelectionStrategy strategy,
      Watch watch,
      CountDownLatch closing) {
    this.outbox = outbox;
    this.lease = settings.leaseFor(engine.settings());
    this.engine = engine;
    this.strategy = strategy;
    this.watch = watch;
    this.rules = new Settling.Rules(settings.backOff(), engine.random());
    this.closing = closing;
  }

  void send(Claim claim) {
    Relayed relayed = new Relayed(claim, outbox, lease, engine, strategy, rules);
    Delivery delivery = relayed.delivery();
    if (delivery != null) {
      run(claim.message(), delivery);
    }
    Settling settling = relayed.ended();
    if (settling == null) {
      LOG.info("Message {} was taken over by another worker", claim.id());
    } else {
      settle(claim, settling);
    }
  }

  private void run(EmailMessage message, Delivery delivery) {
    for (Call call = delivery.next(); call != null; call = delivery.next()) {
      watch.wake();
      Outcome outcome;
      try {
        outcome = call.route().provider().send(message, call);
      } catch (Throwable e) {
        outcome = delivery.broken(call, e);
      }
      delivery.ended(call, outcome);
    }
  }

  private void settle(Claim claim, Settling settling) {
    boolean settled = settle(claim, settling.settlement());
    EmailException failure = settling.failure();
    if (settled && failure != null) {
      engine.failed(failure);
    }
  }

  /**
   * Tries until the outbox has it: what was accepted must not be sent again. When the sender closes
   * it gives up; the message is then in doubt, and is treated so by whoever claims it.
   */
  private boolean settle(Claim claim, Settlement settlement) {
    for (int faults = 1; ; faults++) {
      try {
        boolean settled = outbox.settle(claim, settlement);
        if (!settled) {
          LOG.warn("Message {}: its claim was over before it was settled", claim.id());
        }
        return settled;
      } catch (Throwable e) {
        engine.alerts().outboxFails(OutboxDesk.describe(e));
        if (Integer.bitCount(faults) == 1) {
          LOG.warn(
              "Message {} is {}, but the outbox cannot note it yet ({})",
              claim.id(),
              settlement.state(),
              OutboxDesk.describe(e));
        }
        if (isClosingWithin(SETTLE_AGAIN.after(faults, engine.random()))) {
          return false;
        }
      }
    }
  }

  private boolean isClosingWithin(Duration span) {
    try {
      return closing.await(span.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
