package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.InMemoryOutbox;
import io.akemail.outbox.Mark;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages in the outbox, with real threads and short spans. */
class RelayTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final InMemoryOutbox outbox = InMemoryOutbox.create();
  private final Recorder recorder = new Recorder();
  private FailoverSender sender;

  @AfterEach
  void close() {
    if (sender != null) {
      sender.close();
    }
  }

  static RelaySettings.Builder quick() {
    return RelaySettings.builder()
        .poll(Duration.ofMillis(20))
        .firstRetry(Duration.ofMillis(50))
        .longestRetry(Duration.ofMillis(200))
        .lease(Duration.ofMillis(300))
        .drainRate(1000, 1000);
  }

  private FailoverSender start(RelaySettings.Builder relay, ScriptedProvider... providers) {
    FailoverSenderBuilder builder =
        FailoverSender.builder()
            .settings(
                FailoverSettings.builder()
                    .attemptTimeout(Duration.ofMillis(200))
                    .deadPeriod(Duration.ofMillis(100))
                    .maxDeadPeriod(Duration.ofMillis(200))
                    .build())
            .outbox(outbox)
            .relay(relay.build())
            .listener(recorder);
    List.of(providers).forEach(builder::provider);
    sender = builder.build();
    return sender;
  }

  private OutboxEntry awaitEnd(EmailMessage message, OutboxState state) {
    await().until(() -> outbox.find(message.id()).orElseThrow().state() == state);
    return outbox.find(message.id()).orElseThrow();
  }

  @Test
  void aMessageThatNobodyCanTakeWaitsAndIsSentWhenAProviderIsBack() {
    a.always(Step.fault());
    start(quick(), a);
    EmailMessage message = Messages.any();
    Receipt receipt = sender.send(message);

    assertThat(receipt.isQueued()).isTrue();
    assertThat(receipt.provider()).isEmpty();
    assertThat(receipt.attempts()).hasSize(1);
    a.always(Step.accept());
    OutboxEntry entry = awaitEnd(message, OutboxState.SENT);
    assertThat(entry.atProvider()).contains(a.id());
    assertThat(entry.possibleDuplicate()).isFalse();
    await().until(() -> recorder.of(Receipt.class).size() == 2);
    assertThat(recorder.of(Receipt.class))
        .extracting(Receipt::isQueued)
        .containsExactly(true, false);
  }

  @Test
  void enqueueingAsksNobodyAndTheMessageIsSentSoon() {
    start(quick(), a);
    EmailMessage message = Messages.any();
    Receipt receipt = sender.enqueue(message);

    assertThat(receipt.isQueued()).isTrue();
    assertThat(receipt.attempts()).isEmpty();
    awaitEnd(message, OutboxState.SENT);
    assertThat(a.received).extracting(EmailMessage::id).containsExactly(message.id());
  }

  @Test
  void aMessageAtFaultFailsAndTheOthersGoOn() {
    a.then(Step.reject());
    start(quick().workers(1), a);
    EmailMessage bad = Messages.any();
    EmailMessage good = Messages.any();
    sender.enqueue(bad);
    sender.enqueue(good);

    assertThat(awaitEnd(bad, OutboxState.FAILED).detail()).contains("to[0]: is unknown");
    awaitEnd(good, OutboxState.SENT);
    await().until(() -> recorder.of(EmailRejectedException.class).size() == 1);
    assertThat(recorder.of(EmailRejectedException.class).get(0).messageId()).isEqualTo(bad.id());
  }

  @Test
  void aLostAnswerAtMostOnceEndsUnknownAndIsNotSentAgain() {
    a.always(Step.lost());
    start(quick(), a, b);
    EmailMessage message = Messages.atMostOnce();
    sender.enqueue(message);

    assertThat(awaitEnd(message, OutboxState.UNKNOWN).possibleDuplicate()).isTrue();
    assertThat(a.calls()).isEqualTo(1);
    assertThat(b.calls()).isZero();
    await().until(() -> recorder.of(DeliveryUnknownException.class).size() == 1);
  }

  @Test
  void aMessageWhoseTimeIsOverExpiresUnsent() {
    a.always(Step.fault());
    start(quick(), a);
    EmailMessage message = Messages.builder().deliverBefore(Instant.now().plusMillis(400)).build();

    assertThat(sender.enqueue(message).isQueued()).isTrue();
    awaitEnd(message, OutboxState.EXPIRED);
    await().until(() -> recorder.of(EmailRejectedException.class).size() == 1);
  }

  @Test
  void whatACrashLeftInTheMiddleOfAnAttemptIsSentOnceMoreAndFlagged() {
    EmailMessage message = Messages.any();
    outbox.add(Submission.of(message));
    crashInAttempt(ProviderId.of("b"));
    start(quick(), a, b);

    assertThat(awaitEnd(message, OutboxState.SENT).possibleDuplicate()).isTrue();
    await().until(() -> recorder.of(Receipt.class).size() == 1);
    assertThat(recorder.of(Receipt.class).get(0).possibleDuplicate()).isTrue();
    assertThat(a.calls() + b.calls()).isEqualTo(1);
  }

  @Test
  void afterACrashTheProviderThatKnowsTheKeyIsAskedFirstAndEndsTheDoubt() {
    EmailMessage message = Messages.atMostOnce();
    outbox.add(Submission.of(message));
    crashInAttempt(b.id());
    b.idempotent().remembering(Duration.ofHours(24)).always(Step.replayed());
    start(quick(), a, b);

    assertThat(awaitEnd(message, OutboxState.SENT).possibleDuplicate()).isFalse();
    assertThat(a.calls()).isZero();
    assertThat(b.calls()).isEqualTo(1);
  }

  @Test
  void afterACrashAMessageAtMostOnceIsNotSentAgain() {
    EmailMessage message = Messages.atMostOnce();
    outbox.add(Submission.of(message));
    crashInAttempt(a.id());
    start(quick(), a, b);

    awaitEnd(message, OutboxState.UNKNOWN);
    assertThat(a.calls() + b.calls()).isZero();
  }

  /** A worker claims, marks, and is heard of no more. */
  private void crashInAttempt(ProviderId provider) {
    Duration lease = Duration.ofMillis(50);
    Claim claim = outbox.claim(1, lease).get(0);
    assertThat(outbox.mark(claim, new Mark(provider, 1, List.of(), lease))).isTrue();
  }

  @Test
  void twoSendersShareAnOutboxAndSendEachMessageOnce() {
    start(quick(), a);
    try (FailoverSender other =
        FailoverSender.builder().provider(b).outbox(outbox).relay(quick().build()).build()) {
      List<EmailMessage> messages = Messages.several(200);
      messages.forEach(message -> (message.hashCode() % 2 == 0 ? sender : other).enqueue(message));
      await().until(() -> outbox.counts().count(OutboxState.SENT) == 200);
    }
    assertThat(a.calls() + b.calls()).isEqualTo(200);
    assertThat(new HashSet<>(a.received)).hasSize(a.calls());
  }

  @Test
  void aSenderWithoutWorkersOnlyAdds() {
    start(quick().workers(0), a);
    EmailMessage message = Messages.any();
    sender.enqueue(message);
    sender.close();

    assertThat(outbox.find(message.id()).orElseThrow().state()).isEqualTo(OutboxState.WAITING);
    assertThat(a.calls()).isZero();
  }

  @Test
  void closingLetsWhatIsBeingSentEndAndLeavesTheRestWaiting() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    a.then(Step.deafUntil(released, entered));
    start(quick().workers(1), a);
    EmailMessage first = Messages.any();
    EmailMessage second = Messages.any();
    sender.enqueue(first);
    Rig.await(entered);
    sender.enqueue(second);
    Thread closing = Rig.daemon(sender::close);
    closing.start();
    await().until(() -> isClosed(sender));
    released.countDown();
    joins(closing);

    assertThat(outbox.find(first.id()).orElseThrow().state()).isEqualTo(OutboxState.SENT);
    assertThat(outbox.find(second.id()).orElseThrow().state()).isEqualTo(OutboxState.WAITING);
    assertThat(a.calls()).isEqualTo(1);
  }

  private static boolean isClosed(FailoverSender sender) {
    try {
      sender.send(List.of());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static void joins(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void aProviderThatWasDownIsTriedOutWithAMessageOfTheOutboxAlone() {
    a.always(Step.fault());
    start(quick(), a);
    List<EmailMessage> messages = Messages.several(20);
    messages.forEach(sender::enqueue);
    await().until(() -> sender.statuses().get(0).state() == ProviderState.DOWN);
    int before = a.calls();
    a.always(Step.accept());

    await().until(() -> outbox.counts().count(OutboxState.SENT) == 20);
    assertThat(a.calls() - before).isLessThan(30);
  }
}
