package io.akemail;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An outbox of which single operations fail, now or for a while. */
final class FaultyOutbox implements Outbox {
  /** Which operation. */
  enum Op {
    ADD,
    CLAIM,
    MARK,
    SETTLE,
    CLOSE
  }

  final Map<Op, Runnable> faults = new ConcurrentHashMap<>();
  final Map<Op, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Outbox outbox;

  FaultyOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  int calls(Op op) {
    return calls.getOrDefault(op, new AtomicInteger()).get();
  }

  private void begins(Op op) {
    calls.computeIfAbsent(op, key -> new AtomicInteger()).incrementAndGet();
    faults.getOrDefault(op, () -> {}).run();
  }

  @Override
  public void add(Submission submission) {
    begins(Op.ADD);
    outbox.add(submission);
  }

  @Override
  public List<Claim> claim(int most, Duration lease) {
    begins(Op.CLAIM);
    return outbox.claim(most, lease);
  }

  @Override
  public boolean mark(Claim claim, Mark mark) {
    begins(Op.MARK);
    return outbox.mark(claim, mark);
  }

  @Override
  public boolean settle(Claim claim, Settlement settlement) {
    begins(Op.SETTLE);
    return outbox.settle(claim, settlement);
  }

  @Override
  public void hasten(int mostRounds) {
    outbox.hasten(mostRounds);
  }

  @Override
  public OutboxCounts counts() {
    return outbox.counts();
  }

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return outbox.find(id);
  }

  @Override
  public List<OutboxEntry> list(OutboxState state, int most) {
    return outbox.list(state, most);
  }

  @Override
  public boolean retry(MessageId id) {
    return outbox.retry(id);
  }

  @Override
  public int purge(OutboxState state, Duration age) {
    return outbox.purge(state, age);
  }

  @Override
  public void close() {
    begins(Op.CLOSE);
    outbox.close();
  }
}
