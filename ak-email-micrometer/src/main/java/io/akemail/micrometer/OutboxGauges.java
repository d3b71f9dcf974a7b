package io.akemail.micrometer;

import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxState;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an outbox's counts tell. */
final class OutboxGauges {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final double NANOS_PER_SECOND = 1e9;

  private OutboxGauges() {}

  static List<Gauges.Wanted> of(Outbox outbox, Clock clock) {
    Reading<OutboxCounts> reading = new Reading<>("outbox", outbox::counts, clock, PAUSE);
    List<Gauges.Wanted> wanted = new ArrayList<>();
    for (OutboxState state : OutboxState.values()) {
      wanted.add(
          new Gauges.Wanted(
              "ak.email.outbox.messages",
              "Messages in the outbox",
              null,
              Tags.of("state", Words.of(state)),
              () -> reading.figure(counts -> counts.count(state))));
    }
    wanted.add(
        new Gauges.Wanted(
            "ak.email.outbox.bytes",
            "Size of the messages still to be sent",
            "bytes",
            Tags.empty(),
            () -> reading.figure(OutboxCounts::liveBytes)));
    wanted.add(
        new Gauges.Wanted(
            "ak.email.outbox.fill",
            "How much of the outbox's limits is used up, from 0 to 1",
            null,
            Tags.empty(),
            () -> reading.figure(OutboxCounts::fill)));
    wanted.add(
        new Gauges.Wanted(
            "ak.email.outbox.oldest.seconds",
            "How long the oldest message still to be sent has waited",
            "seconds",
            Tags.empty(),
            () -> reading.figure(OutboxGauges::oldestSeconds)));
    return wanted;
  }

  private static double oldestSeconds(OutboxCounts counts) {
    return counts.oldestAge().map(age -> age.toNanos() / NANOS_PER_SECOND).orElse(0.0);
  }
}
