package io.akemail;

import io.akemail.message.Problem;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One call of one provider: what a connector and the network between would do. */
final class SimAttempt {
  private final SimInstance instance;
  private final SimHistory history;
  private final SimProvider remote;
  private final SimHistory.Send send;
  private final Call call;
  private final SimHistory.Try record;
  private final Consumer<Outcome> whenEnded;
  private boolean ended;

  SimAttempt(SimInstance instance, SimHistory.Send send, Call call, Consumer<Outcome> whenEnded) {
    this.instance = instance;
    this.history = instance.world.history;
    this.remote = instance.world.providers.get(call.route().index());
    this.send = send;
    this.call = call;
    this.whenEnded = whenEnded;
    this.record = new SimHistory.Try(history.tries.size(), instance, remote, call, send);
    instance.world.witness.begins(instance, send, call);
    instance.world.ledger.begins(instance, send, call);
    history.tries.add(record);
    send.tries.add(record);
    history.see("attempt " + call.role());
    history.trace(
        instance
            + " tries "
            + send.message.id().value()
            + " at p"
            + remote.index
            + " as "
            + call.role());
  }

  void begin() {
    call.onCancel(() -> instance.in(0, this::cancelled));
    if (instance.blocked[remote.index]) {
      endsIn(2, new Outcome.Unavailable(Origin.LOCAL, "no route"));
    } else if (remote.fault == SimProvider.Fault.REFUSED) {
      endsIn(1, new Outcome.Unavailable(Origin.LOCAL, "refused"));
    } else {
      instance.in(SimClock.millis(1 + instance.random.nextInt(3)), this::write);
    }
  }

  private void write() {
    if (ended) {
      return;
    }
    if (!call.beginWriting()) {
      end(new Outcome.Unavailable(Origin.LOCAL, "given up in time"));
      return;
    }
    // it is on its way: the far end works whatever becomes of the process
    long onTheWay = (long) (remote.latency * (0.2 + instance.random.nextDouble()));
    long way = remote.fault == SimProvider.Fault.SLOW ? 40 * onTheWay : onTheWay;
    instance.world.clock.in(way, this::arrive);
  }

  private void arrive() {
    switch (remote.fault) {
      case NONE, SLOW, REFUSED -> answers(take());
      case STATUS_503, STATUS_503_ON_MAILS ->
          answers(new Outcome.Unavailable(Origin.PROVIDER, "status 503"));
      case HANG, HANG_ON_MAILS -> {}
      case TAKEN_THEN_HANG -> take();
      case RESET -> answers(lost());
      case TAKEN_THEN_RESET -> {
        take();
        answers(lost());
      }
      case TAKEN_THEN_504 -> {
        take();
        answers(new Outcome.Ambiguous(Origin.PROVIDER, "status 504"));
      }
      case LIMIT_TOLD ->
          answers(
              new Outcome.OverLimit(
                  Duration.ofNanos(remote.toldPause), Outcome.Limit.RATE, "status 429"));
      case LIMIT_UNTOLD -> answers(new Outcome.OverLimit(null, Outcome.Limit.RATE, "429"));
      case KEY_REFUSED ->
          answers(
              instance.credentialAt(remote) == remote.refusedCredential
                  ? new Outcome.Misconfigured("status 401")
                  : take());
    }
  }

  private static Outcome lost() {
    return new Outcome.Ambiguous(Origin.LOCAL, "reset");
  }

  private Outcome take() {
    if (send.mail.isRejectedBy(remote)) {
      return new Outcome.Rejected(List.of(new Problem("to[0]", "is unknown")));
    }
    boolean taken =
        remote.take(
            send.message.id(), call.idempotencyKey(), instance.world.clock.now(), record.number);
    return new Outcome.Accepted(
        "id", List.of(), taken ? Outcome.Proof.TAKEN : Outcome.Proof.REPLAYED);
  }

  private void answers(Outcome outcome) {
    boolean cut = instance.blocked[remote.index];
    instance.world.clock.in(
        (long) (remote.latency * (0.2 + instance.random.nextDouble())),
        () -> instance.run(() -> end(cut ? lost() : outcome)));
  }

  private void endsIn(long millis, Outcome outcome) {
    instance.in(SimClock.millis(millis), () -> end(outcome));
  }

  private void cancelled() {
    instance.world.witness.cancelled(instance, call);
    boolean fresh = instance.random.nextInt(4) == 0 && instance.world.scenario.hasOutages();
    Origin origin = fresh ? Origin.PROVIDER : Origin.LOCAL;
    end(
        call.isWritten()
            ? new Outcome.Ambiguous(origin, "time-out")
            : new Outcome.Unavailable(Origin.LOCAL, "time-out"));
  }

  private void end(Outcome outcome) {
    if (ended) {
      return;
    }
    ended = true;
    record.outcome = outcome;
    record.ended = instance.now();
    history.see("outcome " + outcome.kind());
    Route route = call.route();
    Standing before = route.standing();
    whenEnded.accept(outcome);
    Standing after = route.standing();
    instance.world.witness.ended(instance, call, outcome, before);
    boolean old = call.epoch() != before.epoch() && call.role() != Role.TRIAL;
    record.staleChange = old && outcome.kind().isFault() && after.epoch() != before.epoch();
    history.trace(
        instance
            + " got "
            + outcome.kind()
            + " for "
            + send.message.id().value()
            + " from p"
            + remote.index);
  }
}
