package io.akemail;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What callers of one instance use: sends and enqueues, and its relay if it has an outbox. */
final class SimSender {
  private static final int TIMES_TO_ENQUEUE = 4;

  private final SimInstance instance;
  private final SimWorld world;
  private final SimHistory history;
  private final OutboxDesk desk;
  final SimRelay relay;
  private boolean deciding;

  SimSender(SimInstance instance, SimOutbox outbox) {
    this.instance = instance;
    this.world = instance.world;
    this.history = world.history;
    if (outbox == null) {
      this.desk = null;
      this.relay = null;
    } else {
      Random random = instance.random;
      double first = 1 + random.nextInt(3);
      RelaySettings.Builder settings =
          world.relaySettings().drainRate(first, 10 * first).workers(1 + random.nextInt(4));
      this.relay = new SimRelay(instance, outbox.of(instance), settings.build());
      this.desk =
          OutboxDesk.open(
              outbox.of(instance), // its relay is the simulated one
              settings.workers(0).build(),
              instance.engine,
              SelectionStrategy.inOrder(),
              null,
              null);
    }
  }

  /** Whether a send of this process is being decided right now. */
  boolean isDeciding() {
    return deciding;
  }

  /** A caller sends. */
  void send(SimMail mail) {
    SimHistory.Send send = new SimHistory.Send(instance, mail, null);
    Delivery delivery = new Delivery(instance.engine, mail.message, SelectionStrategy.inOrder());
    run(send, delivery, ended -> conclude(ended, delivery));
  }

  /** Makes one attempt after the other until there is nothing more to do. */
  void run(SimHistory.Send send, Delivery delivery, Consumer<SimHistory.Send> whenOver) {
    if (send.tries.isEmpty()) {
      history.sends.add(send);
      send.mail.sends.add(send);
    }
    deciding = true;
    Call call = delivery.next();
    deciding = false;
    if (instance.dead) {
      return;
    }
    if (call == null) {
      whenOver.accept(send);
      return;
    }
    instance.wake();
    SimAttempt attempt =
        new SimAttempt(
            instance,
            send,
            call,
            outcome -> {
              deciding = true;
              delivery.ended(call, outcome);
              deciding = false;
              run(send, delivery, whenOver);
            });
    attempt.begin();
  }

  private void conclude(SimHistory.Send send, Delivery delivery) {
    try {
      send.receipt = delivery.conclude(desk);
    } catch (EmailException e) {
      send.failure = e;
    }
    if (instance.dead) {
      send.receipt = null;
      send.failure = null;
      return; // and nobody was told
    }
    send.ended = instance.now();
    world.witness.concluded(send);
    told(send.mail, send.receipt, send.failure, List.copyOf(send.tries));
  }

  private void told(
      SimMail mail, Receipt receipt, EmailException failure, List<SimHistory.Try> tries) {
    String result = receipt == null ? failure.getClass().getSimpleName() : "receipt";
    history.see(receipt != null && receipt.isQueued() ? "queued" : result);
    history.trace(instance + " " + mail + " ends with " + result);
    if (world.outbox == null) {
      return;
    }
    if (receipt == null) {
      world.ledger.callerFailed(mail, failure);
    } else if (receipt.isQueued()) {
      world.ledger.queued(mail, receipt, tries);
      relay.hurry();
    }
  }

  /** A caller enqueues. */
  void enqueue(SimMail mail) {
    enqueue(mail, 1);
  }

  private void enqueue(SimMail mail, int times) {
    Receipt receipt = null;
    EmailException failure = null;
    try {
      receipt = desk.enqueue(mail.message);
    } catch (EmailException e) {
      failure = e;
    }
    if (instance.dead) {
      return;
    }
    history.see("enqueued");
    told(mail, receipt, failure, List.of());
    if (failure instanceof DeliveryUnknownException && times < TIMES_TO_ENQUEUE) {
      instance.in(SimClock.millis(300L * times), () -> enqueue(mail, times + 1));
    }
  }
}
