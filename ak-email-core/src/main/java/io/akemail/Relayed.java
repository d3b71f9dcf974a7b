package io.akemail;

import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One claimed message on its way to what becomes of it. Makes no attempt itself, so that the same
 * decisions serve a worker of the relay and a simulated one. Belongs to one thread.
 */
final class Relayed {
  private final Claim claim;
  private final Engine engine;
  private final Settling.Rules rules;
  private final Marking marking;
  private final @Nullable Delivery delivery;

  Relayed(
      Claim claim,
      Outbox outbox,
      Duration lease,
      Engine engine,
      SelectionStrategy strategy,
      Settling.Rules rules) {
    this.claim = claim;
    this.engine = engine;
    this.rules = rules;
    this.marking = new Marking(outbox, claim, lease);
    boolean expired = claim.left().isNegative() || claim.left().isZero();
    this.delivery = expired ? null : new Delivery(engine, claim.message(), strategy, marking);
  }

  /** Its attempts; null if its time is over, and none is to be made. */
  @Nullable Delivery delivery() {
    return delivery;
  }

  /** What the outbox is told after the last attempt; null if another worker has it by now. */
  @Nullable Settling ended() {
    if (delivery == null) {
      return Settling.expired(claim);
    }
    Receipt receipt = delivery.receipt();
    if (receipt != null) {
      engine.sent(receipt);
    }
    if (marking.isLost()) {
      return null;
    }
    boolean canBeResolved = delivery.canBeResolvedIn(rules.backOff().longest());
    return Settling.of(claim, delivery, canBeResolved, rules);
  }
}
