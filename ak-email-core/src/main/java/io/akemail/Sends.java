package io.akemail;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;

/** Makes the attempts of deliveries, on the calling thread. Thread-safe. */
final class Sends {
  private final Watch watch;

  Sends(Watch watch) {
    this.watch = watch;
  }

  /** Makes one attempt after the other until there is nothing more to do. */
  void run(Delivery delivery) {
    for (Call call = delivery.next(); call != null; call = delivery.next()) {
      watch.wake();
      Outcome outcome = null;
      String fault = "null";
      try {
        outcome = call.route().provider().send(call.message(), call);
      } catch (Throwable e) {
        fault = Guests.nameOf(e);
      } finally {
        delivery.ended(call, outcome == null ? crashed(call, fault) : outcome);
      }
    }
  }

  /** A provider module broke its contract; its words are not shown, they may hold anything. */
  private static Outcome crashed(Call call, String what) {
    String why = "the provider module failed with " + what;
    return call.isWritten()
        ? new Outcome.Ambiguous(Origin.LOCAL, why)
        : new Outcome.Unavailable(Origin.LOCAL, why);
  }
}
