package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends on other threads, and of several messages. */
class AsyncTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private FailoverSender sender = FailoverSender.builder().provider(a).provider(b).build();

  @AfterEach
  void close() {
    released.countDown();
    sender.close();
  }

  private void rebuild(FailoverSettings.Builder settings) {
    sender.close();
    sender = FailoverSender.builder().provider(a).provider(b).settings(settings.build()).build();
  }

  private Step waiting() {
    return (message, context) -> {
      entered.countDown();
      Rig.await(released);
      return Step.accept().take(message, context);
    };
  }

  @Test
  void aReceiptComesLater() {
    a.always(waiting());
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);
    assertThat(receipt).isNotDone();

    released.countDown();

    assertThat(receipt.join().provider()).contains(a.id());
  }

  @Test
  void aFailureComesAsTheExceptionOfABlockingSend() {
    a.always(Step.reject());

    assertThatThrownBy(() -> sender.sendAsync(Messages.any()).join())
        .hasCauseInstanceOf(EmailRejectedException.class);
  }

  @Test
  void cancellingBreaksTheSendOffAndTriesNoOther() {
    CountDownLatch failed = new CountDownLatch(1);
    sender.close();
    sender =
        FailoverSender.builder()
            .provider(a)
            .provider(b)
            .listener(
                new SendListener() {
                  @Override
                  public void failed(EmailException failure) {
                    failed.countDown();
                  }
                })
            .build();
    a.always(Step.hungUntilCancelled(entered));
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);

    assertThat(receipt.cancel(true)).isTrue();

    assertThat(receipt).isCancelled();
    Rig.await(failed); // the hung call was broken off
    assertThat(b.calls()).isZero();
    assertThat(sender.statuses().get(0).epoch()).as("no fault of the provider").isZero();
  }

  @Test
  void cancellingBeforeItsTurnSendsNothing() {
    rebuild(FailoverSettings.builder().asyncThreads(1));
    a.always(waiting());
    CompletableFuture<Receipt> first = sender.sendAsync(Messages.any());
    CompletableFuture<Receipt> second = sender.sendAsync(Messages.any());
    CompletableFuture<Receipt> third = sender.sendAsync(Messages.any());
    Rig.await(entered);

    second.cancel(true);
    released.countDown();
    first.join();
    third.join();

    assertThat(a.calls()).isEqualTo(2);
  }

  @Test
  void cancellingOneSendDoesNotInterruptTheNextOnTheSameThread() {
    rebuild(FailoverSettings.builder().asyncThreads(1));
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Receipt> cancelled = sender.sendAsync(Messages.any());
      CompletableFuture<Receipt> next = sender.sendAsync(Messages.any());
      cancelled.cancel(true);
      assertThat(next.join().provider()).contains(a.id());
    }
  }

  @Test
  void aReceiptThatIsThereCannotBeCancelled() {
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    receipt.join();

    assertThat(receipt.cancel(true)).isFalse();
    assertThat(receipt.join().provider()).contains(a.id());
  }

  @Test
  void moreMessagesThanMayWaitAreRefusedAtOnce() {
    rebuild(FailoverSettings.builder().asyncThreads(1).asyncQueue(2));
    a.always(waiting());
    List<CompletableFuture<Receipt>> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      taken.add(sender.sendAsync(Messages.any()));
    }
    EmailMessage message = Messages.any();

    CompletableFuture<Receipt> refused = sender.sendAsync(message);

    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(EmailUnavailableException.class)
        .hasMessageContaining("too many messages wait");
    released.countDown();
    taken.forEach(CompletableFuture::join);
    assertThat(a.received).doesNotContain(message);
  }

  @Test
  void severalMessagesAreAnsweredInTheirOrder() {
    List<EmailMessage> messages = Messages.several(200);
    EmailMessage bad = messages.get(77);
    a.always(
        (message, context) ->
            (message == bad ? Step.reject() : Step.accept()).take(message, context));

    List<SendResult> results = sender.send(messages);

    assertThat(results).extracting(SendResult::message).containsExactlyElementsOf(messages);
    assertThat(results).filteredOn(SendResult::isSent).hasSize(199);
    assertThat(results.get(77).failure()).containsInstanceOf(EmailRejectedException.class);
    assertThatThrownBy(results.get(77)::orThrow).isInstanceOf(EmailRejectedException.class);
    assertThat(results.get(78).orThrow().messageId()).isEqualTo(messages.get(78).id());
  }

  @Test
  void severalMessagesAreSentAtOnce() {
    int together = 8;
    CyclicBarrier barrier = new CyclicBarrier(together);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    a.always(
        (message, context) -> {
          threads.add(Thread.currentThread());
          try {
            barrier.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return Step.accept().take(message, context);
        });

    assertThat(sender.send(Messages.several(together))).allMatch(SendResult::isSent);
    assertThat(threads).hasSize(together).contains(Thread.currentThread());
  }

  @Test
  void noMessagesGiveNoResults() {
    assertThat(sender.send(List.of())).isEmpty();
  }

  @Test
  void severalMessagesAreSentByTheCallerAloneWhenAllThreadsAreBusy() {
    rebuild(FailoverSettings.builder().asyncThreads(1).asyncQueue(1));
    a.then(waiting());
    CompletableFuture<Receipt> busy = sender.sendAsync(Messages.any());
    Rig.await(entered);

    assertThat(sender.send(Messages.several(20))).allMatch(SendResult::isSent);

    released.countDown();
    busy.join();
  }

  @Test
  void whenTheSenderClosesEveryMessageOfSeveralHasAResult() {
    AtomicInteger calls = new AtomicInteger();
    a.always(
        (message, context) -> {
          int call = calls.incrementAndGet();
          if (call == 30) {
            Rig.daemon(sender::close).start();
          }
          Step step = call < 30 ? Step.accept() : Step.hungUntilCancelled(entered);
          return step.take(message, context);
        });

    List<SendResult> results = sender.send(Messages.several(500));

    assertThat(results).hasSize(500).doesNotContainNull();
    assertThat(results).filteredOn(SendResult::isSent).hasSizeGreaterThanOrEqualTo(29);
    assertThat(results)
        .filteredOn(result -> !result.isSent())
        .allSatisfy(
            result ->
                assertThat(result.failure()).containsInstanceOf(EmailCancelledException.class));
  }

  @Test
  void anInterruptedCallerOfSeveralMessagesKeepsTheInterruptAndGetsAllResults() {
    Thread.currentThread().interrupt();

    List<SendResult> results = sender.send(Messages.several(50));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(results).hasSize(50).doesNotContainNull();
  }
}
