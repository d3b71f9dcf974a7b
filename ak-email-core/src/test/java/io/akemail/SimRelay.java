package io.akemail;

import io.akemail.outbox.Claim;
import io.akemail.outbox.Outbox;

/**
 * The relay of one instance: the real decisions, in virtual time. What {@link Relay} and {@link
 * RelayedSend} do on threads of their own is done here by events.
 */
final class SimRelay {
  private final SimInstance instance;
  private final SimWorld world;
  private final RelaySettings settings;
  private final Outbox outbox;
  private final Claiming claiming;
  private final Settling.Rules rules;
  final SimPace pace;
  private int busy;
  private int faults;
  private boolean planned;
  private long plannedFor;

  SimRelay(SimInstance instance, Outbox outbox, RelaySettings settings) {
    this.instance = instance;
    this.world = instance.world;
    this.settings = settings;
    this.outbox = outbox;
    this.claiming = new Claiming(outbox, settings, instance.engine);
    this.rules = new Settling.Rules(settings.backOff(), instance.engine.random());
    this.pace = new SimPace(settings.firstRate(), settings.topRate());
    instance.engine.onChange(this::hurry);
    hurry();
  }

  int busy() {
    return busy;
  }

  int workers() {
    return settings.workers();
  }

  /** Something may be new. */
  void hurry() {
    plan(0);
  }

  private void plan(long nanos) {
    long at = instance.now() + nanos;
    if (!planned || at < plannedFor) {
      planned = true;
      plannedFor = at;
      world.clock.at(at, () -> instance.run(() -> look(at)));
    }
  }

  private void look(long at) {
    if (!planned || plannedFor != at) {
      return; // planned anew meanwhile
    }
    planned = false;
    pace.looks(instance.engine.routing().usable().length > 0);
    long pause;
    try {
      pause = claiming.turn(busy, this::start);
      faults = 0;
    } catch (RuntimeException e) {
      faults++;
      pause = Relay.AFTER_FAULT.after(faults, instance.engine.random()).toNanos();
    }
    plan(Math.max(pause, SimClock.millis(1)));
  }

  private void start(Claim claim) {
    busy++;
    instance.in(world.outbox.slowness(), () -> relay(claim));
  }

  private void relay(Claim claim) {
    Relayed relayed =
        new Relayed(
            claim,
            outbox,
            settings.leaseFor(world.settings),
            instance.engine,
            SelectionStrategy.inOrder(),
            rules);
    SimMail mail = world.history.mails.get(claim.id());
    if (relayed.delivery() == null) {
      ended(mail, claim, relayed);
    } else {
      instance.sender.run(
          new SimHistory.Send(instance, mail, claim),
          relayed.delivery(),
          send -> {
            send.receipt = relayed.delivery().receipt();
            send.ended = instance.now();
            ended(mail, claim, relayed);
          });
    }
  }

  private void ended(SimMail mail, Claim claim, Relayed relayed) {
    Settling settling = relayed.ended();
    if (settling == null) {
      world.history.see("claim lost");
      isFree();
    } else {
      instance.in(world.outbox.slowness(), () -> settle(mail, claim, settling, 1));
    }
  }

  private void settle(SimMail mail, Claim claim, Settling settling, int times) {
    boolean settled;
    try {
      settled = outbox.settle(claim, settling.settlement());
    } catch (RuntimeException e) {
      long pause = RelayedSend.SETTLE_AGAIN.after(times, instance.engine.random()).toNanos();
      instance.in(pause, () -> settle(mail, claim, settling, times + 1));
      return;
    }
    if (settled && settling.failure() != null) {
      world.ledger.relayFailed(mail, settling.failure());
    }
    isFree();
  }

  private void isFree() {
    busy--;
    hurry();
  }
}
