package io.akemail.examples.outbox;

import io.akemail.examples.outbox.OutboxRecording.Delivery;
import io.akemail.examples.outbox.OutboxRecording.Depth;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.testkit.ServerCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Writes down what happens while it happens. Thread-safe. */
final class OutboxJournal {
  private final long began = System.nanoTime();
  private final List<Moment> moments = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Depth> depths = new ArrayList<>();
  private final Consumer<Moment> shown;
  private int lastOrder;

  /**
   * An empty one; its time begins now.
   *
   * @param shown is told each moment at once
   */
  OutboxJournal(Consumer<Moment> shown) {
    this.shown = shown;
  }

  long now() {
    return System.nanoTime() - began;
  }

  synchronized void happens(Moment.Kind kind, String text) {
    Moment moment = new Moment(now(), kind, text);
    moments.add(moment);
    shown.accept(moment);
    notifyAll();
  }

  synchronized void accepted(int order) {
    lastOrder = order;
    accepted.add(now());
    notifyAll();
  }

  synchronized void called(String provider, ServerCall call) {
    if (call.accepted()) {
      deliveries.add(
          new Delivery(call.atNanos() - began, provider, call.messageId().orElseThrow()));
      notifyAll();
    }
  }

  synchronized void depth(long live) {
    depths.add(new Depth(now(), live));
    notifyAll();
  }

  synchronized int lastOrder() {
    return lastOrder;
  }

  synchronized int taken() {
    return deliveries.size();
  }

  synchronized long live() {
    return depths.isEmpty() ? 0 : depths.get(depths.size() - 1).live();
  }

  /** Whether people were told something since the application was started last. */
  synchronized boolean hasTold(String text) {
    boolean told = false;
    for (Moment moment : moments) {
      told |= moment.kind() == Moment.Kind.SLACK && moment.text().contains(text);
      told &= moment.kind() != Moment.Kind.STARTED;
    }
    return told;
  }

  /** All until now. */
  synchronized OutboxRecording recording(int mails, List<OutboxEntry> entries) {
    Map<OutboxState, Long> states = new EnumMap<>(OutboxState.class);
    Set<String> flagged = new HashSet<>();
    for (OutboxEntry entry : entries) {
      states.merge(entry.state(), 1L, Long::sum);
      if (entry.possibleDuplicate()) {
        flagged.add(entry.id().value());
      }
    }
    List<Delivery> inOrder = new ArrayList<>(deliveries);
    inOrder.sort(Comparator.comparingLong(Delivery::at));
    return new OutboxRecording(mails, moments, accepted, inOrder, depths, states, flagged, now());
  }
}
