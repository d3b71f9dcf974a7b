package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.akemail.FaultyOutbox.Op;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.InMemoryOutbox;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An outbox that does not do its part: nothing is lost, nothing is sent twice, nobody is lied to.
 */
class OutboxFaultsTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final FaultyOutbox outbox = new FaultyOutbox(InMemoryOutbox.create());
  private final Recorder recorder = new Recorder();
  private final FailoverSender sender = start();

  private FailoverSender start() {
    return FailoverSender.builder()
        .provider(a)
        .outbox(outbox)
        .relay(RelayTest.quick().build())
        .listener(recorder)
        .build();
  }

  @AfterEach
  void close() {
    outbox.faults.clear();
    sender.close();
  }

  private static Runnable failing(Reason reason) {
    return () -> {
      throw new OutboxException(reason, "disk trouble", null);
    };
  }

  private void awaitSent(EmailMessage message) {
    await().until(() -> outbox.find(message.id()).orElseThrow().state() == OutboxState.SENT);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatTheOutboxRefusesTheCallerIsTold(Reason reason) {
    outbox.faults.put(Op.ADD, failing(reason));
    a.always(Step.fault());
    EmailException enqueued =
        catchThrowableOfType(EmailException.class, () -> sender.enqueue(Messages.any()));
    EmailException sent =
        catchThrowableOfType(EmailException.class, () -> sender.send(Messages.any()));

    Class<?> kind =
        switch (reason) {
          case TOO_LARGE, ATTACHMENT, DUPLICATE -> EmailRejectedException.class;
          case FULL, STORAGE -> EmailUnavailableException.class;
          case UNCERTAIN -> DeliveryUnknownException.class;
        };
    assertThat(enqueued).isInstanceOf(kind).hasMessageContaining("disk trouble");
    assertThat(enqueued.attempts()).isEmpty();
    assertThat(sent).isInstanceOf(kind).hasMessageContaining("disk trouble");
    assertThat(sent.attempts()).hasSize(1);
    await().until(() -> recorder.of(EmailException.class).size() == 2);
  }

  @Test
  void anOutboxThatThrowsAnythingLeavesTheCallerInDoubtAndShowsNoneOfItsWords() {
    outbox.faults.put(
        Op.ADD,
        () -> {
          throw new IllegalStateException("secret");
        });

    assertThatThrownBy(() -> sender.enqueue(Messages.any()))
        .isInstanceOf(DeliveryUnknownException.class)
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aMessageThatComesTooLateIsNotStored() {
    EmailMessage late = Messages.builder().deliverBefore(Instant.now().minusSeconds(1)).build();

    assertThatThrownBy(() -> sender.enqueue(late)).isInstanceOf(EmailRejectedException.class);
    assertThat(outbox.calls(Op.ADD)).isZero();
  }

  @Test
  void aSenderWithoutAnOutboxDoesNotEnqueue() {
    try (FailoverSender plain =
        FailoverSender.builder().provider(new ScriptedProvider("b")).build()) {
      assertThatThrownBy(() -> plain.enqueue(Messages.any()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("outbox(..)");
    }
  }

  @Test
  void anOutboxThatCannotBeAskedDisturbsNoSendAndIsAskedAgain() {
    outbox.faults.put(Op.CLAIM, failing(Reason.STORAGE));
    EmailMessage message = Messages.any();
    sender.enqueue(message);
    await().until(() -> outbox.calls(Op.CLAIM) >= 2);

    assertThat(sender.send(Messages.any()).isQueued()).isFalse();
    outbox.faults.clear();
    awaitSent(message);
  }

  @Test
  void whatCannotBeMarkedIsNotSentUntilItCan() {
    outbox.faults.put(Op.MARK, failing(Reason.STORAGE));
    EmailMessage message = Messages.any();
    sender.enqueue(message);
    await().until(() -> outbox.calls(Op.SETTLE) >= 1);

    assertThat(a.calls()).isZero();
    outbox.faults.clear();
    awaitSent(message);
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void anAcceptanceThatCannotBeSettledIsOfferedAgainAndNotSentAgain() {
    outbox.faults.put(Op.SETTLE, failing(Reason.STORAGE));
    EmailMessage message = Messages.any();
    sender.enqueue(message);
    await().until(() -> outbox.calls(Op.SETTLE) >= 3);
    outbox.faults.clear();

    awaitSent(message);
    assertThat(a.calls()).isEqualTo(1);
    assertThat(outbox.find(message.id()).orElseThrow().possibleDuplicate()).isFalse();
  }

  @Test
  void closingIsSoonOverThoughTheOutboxHangs() {
    CountDownLatch released = new CountDownLatch(1);
    outbox.faults.put(Op.CLOSE, () -> Rig.await(released));
    outbox.faults.put(Op.SETTLE, () -> Rig.await(released));
    sender.enqueue(Messages.any());
    await().until(() -> outbox.calls(Op.SETTLE) == 1);
    long began = System.nanoTime();
    sender.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    released.countDown();
  }
}
