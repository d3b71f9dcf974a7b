package io.akemail.micrometer;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An outbox that takes everything, gives it out once if told so, and counts as the test says. */
final class FakeOutbox implements Outbox {
  final AtomicInteger reads = new AtomicInteger();
  private final Queue<EmailMessage> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean serving;
  private volatile Supplier<OutboxCounts> counts = () -> counting(Map.of(), 0, null);

  /** Gives out what is added from now on. */
  FakeOutbox serving() {
    serving = true;
    return this;
  }

  static OutboxCounts counting(Map<OutboxState, Long> byState, long bytes, Duration oldest) {
    return new OutboxCounts(byState, bytes, oldest, 10, 1000);
  }

  FakeOutbox counts(Supplier<OutboxCounts> newCounts) {
    counts = newCounts;
    return this;
  }

  @Override
  public OutboxCounts counts() {
    reads.incrementAndGet();
    return counts.get();
  }

  @Override
  public void add(Submission submission) {
    if (serving) {
      waiting.add(submission.message());
    }
  }

  @Override
  public List<Claim> claim(int most, Duration lease) {
    EmailMessage message = waiting.poll();
    return message == null
        ? List.of()
        : List.of(new Claim(message, 1, Duration.ofHours(1), 0, 0, List.of(), false));
  }

  @Override
  public boolean mark(Claim claim, Mark mark) {
    return true;
  }

  @Override
  public boolean settle(Claim claim, Settlement settlement) {
    return true;
  }

  @Override
  public void hasten(int mostRounds) {}

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return Optional.empty();
  }

  @Override
  public List<OutboxEntry> list(OutboxState state, int most) {
    return List.of();
  }

  @Override
  public boolean retry(MessageId id) {
    return false;
  }

  @Override
  public int purge(OutboxState state, Duration age) {
    return 0;
  }

  @Override
  public void close() {}
}
