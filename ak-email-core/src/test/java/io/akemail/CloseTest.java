package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.internal.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing ends everything within five seconds, whoever hangs. */
class CloseTest {
  private static final Duration MOST = Duration.ofSeconds(5);

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private FailoverSenderBuilder builder() {
    ThreadFactory daemons = new DaemonThreads("close-");
    return FailoverSender.builder()
        .provider(a)
        .threads(
            task -> {
              Thread thread = daemons.newThread(task);
              made.add(thread);
              return thread;
            });
  }

  private static Duration timeToClose(FailoverSender sender) {
    long from = System.nanoTime();
    sender.close();
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private void assertNoThreadIsLeft() throws InterruptedException {
    for (Thread thread : made) {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(thread.isAlive()).as("%s is left", thread.getName()).isFalse();
    }
  }

  @Test
  void anIdleSenderClosesAtOnceAndLeavesNoThread() throws InterruptedException {
    FailoverSender sender = builder().listener(new Recorder()).build();
    sender.send(Messages.any());

    assertThat(timeToClose(sender)).isLessThan(Duration.ofSeconds(2));
    assertThat(a.closed).hasValue(1);
    assertNoThreadIsLeft();
  }

  @Test
  void aClosedSenderSendsNothing() {
    FailoverSender sender = builder().build();
    sender.close();

    assertThatThrownBy(() -> sender.send(Messages.any())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sender.sendAsync(Messages.any()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sender.send(Messages.several(2)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(a.calls()).isZero();
  }

  @Test
  void closingTwiceIsClosingOnce() throws InterruptedException {
    FailoverSender sender = builder().build();
    sender.close();

    assertThat(timeToClose(sender)).isLessThan(Duration.ofSeconds(2));
    assertNoThreadIsLeft();
  }

  @Test
  void callsInFlightMayEndBeforeTheSenderCloses() throws Exception {
    a.always(Step.deafUntil(released, entered));
    FailoverSender sender = builder().build();
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(sender::close);
    released.countDown();
    closing.get();

    assertThat(receipt.get().provider()).contains(a.id());
    assertNoThreadIsLeft();
  }

  @Test
  void callsThatDoNotEndAreBrokenOff() throws Exception {
    a.always(Step.hungUntilCancelled(entered));
    FailoverSender sender = builder().build();
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);

    assertThat(timeToClose(sender)).isLessThan(MOST);
    assertThatThrownBy(receipt::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(EmailCancelledException.class);
    assertNoThreadIsLeft();
  }

  @Test
  void aBlockedCallerIsLetGoWhenTheSenderCloses() throws Exception {
    a.always(Step.hungUntilCancelled(entered));
    FailoverSender sender = builder().build();
    CompletableFuture<Receipt> caller =
        CompletableFuture.supplyAsync(() -> sender.send(Messages.any()));
    Rig.await(entered);
    sender.close();

    assertThatThrownBy(caller::get).hasCauseInstanceOf(EmailCancelledException.class);
  }

  @Test
  void aProviderThatIsDeafToEverythingDoesNotHoldClosingUp() throws InterruptedException {
    a.always(Step.deafUntil(released, entered));
    FailoverSender sender = builder().build();
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);

    assertThat(timeToClose(sender)).isLessThan(MOST);
    assertThat(a.closed).hasValue(1);

    released.countDown();
    assertThat(receipt.join().provider()).contains(a.id());
    assertNoThreadIsLeft();
  }

  @Test
  void aProviderThatHangsWhileClosingHoldsNobodyUp() throws InterruptedException {
    ScriptedProvider b = new ScriptedProvider("b");
    a.onClose = () -> Rig.await(released);
    FailoverSender sender = builder().provider(b).build();

    assertThat(timeToClose(sender)).isLessThan(MOST);
    assertThat(b.closed).hasValue(1);

    released.countDown();
    assertNoThreadIsLeft();
  }

  @Test
  void aProviderThatThrowsWhileClosingDisturbsNobody() throws InterruptedException {
    ScriptedProvider b = new ScriptedProvider("b");
    a.onClose =
        () -> {
          throw new AssertionError("a guest");
        };
    FailoverSender sender = builder().provider(b).build();
    sender.close();

    assertThat(b.closed).hasValue(1);
    assertNoThreadIsLeft();
  }

  @Test
  void twentyHungListenersDoNotHoldClosingUp() {
    FailoverSenderBuilder builder = builder();
    for (int i = 0; i < 20; i++) {
      builder.listener(
          new SendListener() {
            @Override
            public void sent(Receipt receipt) {
              Rig.await(released);
            }
          });
    }
    FailoverSender sender = builder.build();
    sender.send(Messages.any());

    assertThat(timeToClose(sender)).isLessThan(MOST);
    released.countDown();
  }

  @Test
  @Timeout(20)
  void messagesThatWaitForAThreadAreCancelledWhenTheSenderCloses() {
    a.always(Step.hungUntilCancelled(entered));
    FailoverSettings one = FailoverSettings.builder().asyncThreads(1).build();
    FailoverSender sender = builder().settings(one).build();
    CompletableFuture<Receipt> first = sender.sendAsync(Messages.any());
    List<CompletableFuture<Receipt>> waiting =
        Messages.several(50).stream().map(sender::sendAsync).toList();
    Rig.await(entered);
    sender.close();

    assertThatThrownBy(first::join).hasCauseInstanceOf(EmailCancelledException.class);
    for (CompletableFuture<Receipt> each : waiting) {
      assertThatThrownBy(each::join).hasCauseInstanceOf(EmailCancelledException.class);
    }
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void anInterruptedCallerClosesAllTheSame() throws InterruptedException {
    a.always(Step.hungUntilCancelled(entered));
    FailoverSender sender = builder().build();
    CompletableFuture<Receipt> receipt = sender.sendAsync(Messages.any());
    Rig.await(entered);
    Thread.currentThread().interrupt();
    sender.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(receipt::join).hasCauseInstanceOf(EmailCancelledException.class);
    assertNoThreadIsLeft();
    assertThat(a.closed).hasValue(1);
  }
}
