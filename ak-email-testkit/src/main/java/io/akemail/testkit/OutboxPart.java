package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of the {@link OutboxContract} have in common. */
abstract class OutboxPart {
  static final ProviderId A = ProviderId.of("a");
  static final ProviderId B = ProviderId.of("b");
  static final ProviderId C = ProviderId.of("c");
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  /** A lease that outlasts what a test does without letting time go by. */
  static final Duration LEASE = Duration.ofMinutes(2);

  static final Duration PAST_LEASE = LEASE.plusSeconds(1);

  /** What may go by between two calls on a busy machine. */
  static final Duration SLACK = Duration.ofSeconds(30);

  private final OutboxContract contract;

  OutboxPart(OutboxContract contract) {
    this.contract = contract;
  }

  final Outbox open() {
    return open(OutboxLimits.defaults());
  }

  final Outbox open(OutboxLimits limits) {
    return contract.open(limits);
  }

  final void pass(Duration span) {
    contract.pass(span);
  }

  final void damage(MessageId id) {
    contract.damage(id);
  }

  static EmailMessage.Builder builder() {
    return EmailMessage.builder()
        .from(Canary.FROM)
        .to(Canary.TO)
        .subject(Canary.SUBJECT)
        .text(Canary.TEXT);
  }

  static EmailMessage message() {
    return builder().build();
  }

  /** Adds a message that is due at once. */
  static EmailMessage added(Outbox outbox) {
    EmailMessage message = message();
    outbox.add(Submission.of(message));
    return message;
  }

  /** Claims what must be the one message that can be claimed. */
  static Claim claimed(Outbox outbox) {
    List<Claim> claims = outbox.claim(10, LEASE);
    assertThat(claims).as("what can be claimed").hasSize(1);
    return claims.get(0);
  }

  /** About so long, as far as clocks of a coarse grain and a busy machine tell. */
  static void assertAbout(Duration actual, Duration expected) {
    assertThat(actual).isBetween(expected.minus(SLACK), expected.plus(SLACK));
  }

  static void assertDoubt(Doubt doubt, ProviderId provider, Duration age) {
    assertThat(doubt.provider()).isEqualTo(provider);
    assertAbout(doubt.age(), age);
  }

  static Settlement later(Duration delay, int rounds, Doubt... doubts) {
    return Settlement.later(delay, rounds, rounds, List.of(doubts), "nobody could take it");
  }

  /** The reason for which it is not stored; fails if it is. */
  static Reason refusal(Outbox outbox, EmailMessage message) {
    Throwable thrown = catchThrowable(() -> outbox.add(Submission.of(message)));
    assertThat(thrown).as("what add throws").isInstanceOf(OutboxException.class);
    assertThat(outbox.find(message.id())).as("what was not stored").isEmpty();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain(Canary.SECRETS);
    }
    return ((OutboxException) thrown).reason();
  }

  static AbstractObjectAssert<?, Reason> assertThatThrownReason(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(type(OutboxException.class))
        .extracting(OutboxException::reason);
  }

  /** What one of several threads does. */
  @FunctionalInterface
  interface Task {
    void run(int thread) throws Exception;
  }

  /** Runs so many threads from one moment on. */
  static void together(int threads, Task task) throws Exception {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      tasks.add(
          () -> {
            task.run(thread);
            return true;
          });
    }
    StorePart.together(tasks);
  }

  static List<MessageId> ids(List<Claim> claims) {
    return claims.stream().map(Claim::id).toList();
  }

  static OutboxEntry entry(Outbox outbox, MessageId id) {
    return outbox.find(id).orElseThrow(() -> new AssertionError("not in the outbox"));
  }

  static OutboxState state(Outbox outbox, MessageId id) {
    return entry(outbox, id).state();
  }

  /** The first attempt, at A. */
  static Mark mark() {
    return new Mark(A, 1, List.of(), LEASE);
  }

  static Settlement sent() {
    return new Settlement(
        OutboxState.SENT, Duration.ZERO, 1, 0, List.of(), A, "a-1", false, "accepted");
  }

  /** How it comes to an end, of which UNKNOWN has a doubt. */
  static Settlement ended(OutboxState state) {
    if (state == OutboxState.SENT) {
      return sent();
    }
    List<Doubt> doubts =
        state == OutboxState.UNKNOWN ? List.of(new Doubt(A, Duration.ZERO)) : List.of();
    return Settlement.ended(state, 1, doubts, "ended as " + state);
  }

  /** Adds a message and brings it to an end. */
  static EmailMessage addedAndEnded(Outbox outbox, OutboxState end) {
    EmailMessage message = added(outbox);
    assertThat(outbox.settle(claimed(outbox), ended(end))).isTrue();
    return message;
  }
}
