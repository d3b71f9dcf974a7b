package io.akemail.micrometer;

import io.akemail.Alert;
import io.akemail.Attempt;
import io.akemail.EmailException;
import io.akemail.FailoverSender;
import io.akemail.FailoverSenderBuilder;
import io.akemail.Receipt;
import io.akemail.SendListener;
import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusChange;
import io.akemail.status.StatusReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Objects;

/**
 * Counts and measures one sender in a registry of Micrometer: give it to the sender's builder with
 * {@link FailoverSenderBuilder#listener}, and then {@link #watch(FailoverSender)} the sender.
 *
 * <table>
 *   <caption>What is measured</caption>
 *   <thead>
 *     <tr><th>name</th><th>kind</th><th>tags</th><th>what</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>{@code ak.email.attempts}</td><td>timer</td>
 *       <td>{@code provider}, {@code outcome}, {@code purpose}</td>
 *       <td>attempts at providers</td></tr>
 *     <tr><td>{@code ak.email.sends}</td><td>counter</td>
 *       <td>{@code result}, {@code possible.duplicate}</td>
 *       <td>what became of messages; one that was queued counts again at its end</td></tr>
 *     <tr><td>{@code ak.email.failovers}</td><td>counter</td>
 *       <td>{@code from}, {@code to}, {@code reason}</td>
 *       <td>messages that went on to another provider, and the outcome that made them</td></tr>
 *     <tr><td>{@code ak.email.provider.state}</td><td>gauge</td>
 *       <td>{@code provider}</td>
 *       <td>0 disabled, 1 draining, 2 misconfigured, 3 over limit, 4 down, 5 probing, 6 suspect,
 *         7 ramping, 8 up: below 6 it is out of use</td></tr>
 *     <tr><td>{@code ak.email.provider.trips}</td><td>counter</td>
 *       <td>{@code provider}, {@code reason}</td>
 *       <td>times that a provider in use was found to be down</td></tr>
 *     <tr><td>{@code ak.email.provider.probes}</td><td>counter</td>
 *       <td>{@code provider}, {@code result}</td>
 *       <td>messages that found out whether a provider works again</td></tr>
 *     <tr><td>{@code ak.email.alerts}</td><td>counter</td>
 *       <td>{@code kind}, {@code phase}</td>
 *       <td>alerts for people</td></tr>
 *     <tr><td>{@code ak.email.in.flight}</td><td>gauge</td>
 *       <td>{@code provider}</td>
 *       <td>calls in flight</td></tr>
 *     <tr><td>{@code ak.email.outbox.messages}</td><td>gauge</td>
 *       <td>{@code state}</td>
 *       <td>messages in the outbox</td></tr>
 *     <tr><td>{@code ak.email.outbox.bytes}</td><td>gauge</td>
 *       <td></td>
 *       <td>size of the messages still to be sent</td></tr>
 *     <tr><td>{@code ak.email.outbox.fill}</td><td>gauge</td>
 *       <td></td>
 *       <td>how much of its limits is used up, 0 to 1</td></tr>
 *     <tr><td>{@code ak.email.outbox.oldest.seconds}</td><td>gauge</td>
 *       <td></td>
 *       <td>how long the oldest message still to be sent has waited; 0 if there is none</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>The values of tags are ids of configured providers and constants of enums in small letters,
 * nothing else: no recipient, no id of a message, no text of an error. So their number is bounded.
 *
 * <p>What is counted is told by the sender on a thread of its own, moments after it happened, under
 * the terms of {@link SendListener}: a registry that hangs loses counts and delays no send. Gauges
 * are read when they are asked for.
 *
 * <p>Thread-safe. Several senders with one registry each need an {@code EmailMetrics} of their own
 * with tags that tell them apart, with the same keys.
 */
public final class EmailMetrics implements SendListener, AutoCloseable {
  private final MeterRegistry registry;
  private final Meters meters;
  private final Gauges senderGauges;
  private final Gauges outboxGauges;

  private EmailMetrics(MeterRegistry registry, Tags common) {
    this.registry = registry;
    this.meters = new Meters(registry, common);
    this.senderGauges = new Gauges(registry, common);
    this.outboxGauges = new Gauges(registry, common);
  }

  /** The metrics of the only sender that the registry measures. */
  public static EmailMetrics of(MeterRegistry registry) {
    return of(registry, Tags.empty());
  }

  /**
   * The metrics of one sender.
   *
   * @param common tags of all its meters, such as the sender's name; few values, no personal data
   */
  public static EmailMetrics of(MeterRegistry registry, Iterable<Tag> common) {
    return new EmailMetrics(Objects.requireNonNull(registry, "registry"), Tags.of(common));
  }

  /**
   * Shows where the sender's providers stand, with a gauge for each; what they tell is at most a
   * second old. In place of a sender that was watched before.
   */
  public EmailMetrics watch(FailoverSender sender) {
    List<ProviderId> providers = sender.statuses().stream().map(ProviderStatus::provider).toList();
    meters.prepare(providers);
    senderGauges.show(SenderGauges.of(sender, providers, registry.config().clock()));
    return this;
  }

  /**
   * Shows how full the outbox is, in place of one that was watched before. Its counts are read at
   * most once in 5 seconds, by the thread that asks for the gauges; while they cannot be read the
   * gauges are not a number.
   */
  public EmailMetrics watch(Outbox outbox) {
    Objects.requireNonNull(outbox, "outbox");
    outboxGauges.show(OutboxGauges.of(outbox, registry.config().clock()));
    return this;
  }

  /** Takes the gauges out of the registry. What was counted stays. */
  @Override
  public void close() {
    senderGauges.show(List.of());
    outboxGauges.show(List.of());
  }

  @Override
  public void attemptEnded(MessageId message, Attempt attempt) {
    meters.attempt(attempt).record(attempt.duration());
    if (attempt.purpose() == Attempt.Purpose.PROBE) {
      meters.probe(attempt.provider(), ProbeResult.of(attempt.outcome().kind())).increment();
    }
  }

  @Override
  public void sent(Receipt receipt) {
    ended(Words.result(receipt), receipt.possibleDuplicate(), receipt.attempts());
  }

  @Override
  public void queued(Receipt receipt) {
    ended(Words.result(receipt), receipt.possibleDuplicate(), receipt.attempts());
  }

  @Override
  public void failed(EmailException failure) {
    ended(Words.result(failure), failure.possiblyAccepted(), failure.attempts());
  }

  private void ended(String result, boolean possibleDuplicate, List<Attempt> attempts) {
    meters.send(result, possibleDuplicate).increment();
    for (int i = 1; i < attempts.size(); i++) {
      Attempt before = attempts.get(i - 1);
      ProviderId next = attempts.get(i).provider();
      if (!next.equals(before.provider())) {
        meters.failover(before.provider(), next, before.outcome().kind()).increment();
      }
    }
  }

  @Override
  public void statusChanged(StatusChange change) {
    ProviderStatus after = change.after();
    if (after.state() == ProviderState.DOWN && wasInUse(change.before())) {
      meters.trip(after.provider(), after.reason()).increment();
    }
  }

  /** A failed probe goes on with an outage; the end of an operator's word only shows one. */
  private static boolean wasInUse(ProviderStatus before) {
    return switch (before.state()) {
      case UP, RAMPING, SUSPECT -> before.reason() != StatusReason.OPERATOR;
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT, DOWN, PROBING -> false;
    };
  }

  @Override
  public void alert(Alert alert) {
    meters.alert(alert.kind(), alert.phase()).increment();
  }
}
