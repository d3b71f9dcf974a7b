package io.akemail.examples.outbox;

import io.akemail.outbox.OutboxState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that happened. Times are in nanoseconds since the play began. Immutable.
 *
 * @param mails how many the application was to take
 * @param moments what happened, in order
 * @param accepted when the application had a receipt, in order
 * @param deliveries when a provider took a mail, in order
 * @param depths how much waited, in order
 * @param states how many messages were in each state at the end
 * @param flagged the messages that were sent and may have been so twice
 * @param end when it ended
 */
record OutboxRecording(
    int mails,
    List<Moment> moments,
    List<Long> accepted,
    List<Delivery> deliveries,
    List<Depth> depths,
    Map<OutboxState, Long> states,
    Set<String> flagged,
    long end) {
  private static final long SECOND = 1_000_000_000L;

  OutboxRecording {
    moments = List.copyOf(moments);
    accepted = List.copyOf(accepted);
    deliveries = List.copyOf(deliveries);
    depths = List.copyOf(depths);
    states = Map.copyOf(states);
    flagged = Set.copyOf(flagged);
  }

  /** A provider took a mail. */
  record Delivery(long at, String provider, String message) {}

  /** So many messages waited or were being sent. */
  record Depth(long at, long live) {}

  /** How many different messages providers took. */
  long delivered() {
    return deliveries.stream().map(Delivery::message).distinct().count();
  }

  /** How many mails were taken beyond the first of each message. */
  long copies() {
    return deliveries.size() - delivered();
  }

  long count(Moment.Kind kind) {
    return moments.stream().filter(moment -> moment.kind() == kind).count();
  }

  /** When something happened last; -1 if it did not. */
  long last(Moment.Kind kind) {
    return moments.stream()
        .filter(moment -> moment.kind() == kind)
        .mapToLong(Moment::at)
        .max()
        .orElse(-1);
  }

  /** From the providers' return until nothing waited, in words. */
  String drainSeconds() {
    long drained = last(Moment.Kind.DRAINED);
    long seconds = Math.round((drained - last(Moment.Kind.BACK)) / (double) SECOND);
    return drained < 0 ? "never" : seconds + " s";
  }

  /** How many mails were taken in each of these spans. */
  int[] taken(long span) {
    int[] counts = new int[(int) (end / span) + 1];
    deliveries.forEach(taken -> counts[(int) Math.min(counts.length - 1, taken.at() / span)]++);
    return counts;
  }

  /** The messages of which more than one copy was taken. */
  List<String> doubled() {
    Set<String> once = new HashSet<>();
    return deliveries.stream()
        .map(Delivery::message)
        .filter(id -> !once.add(id))
        .distinct()
        .toList();
  }
}
