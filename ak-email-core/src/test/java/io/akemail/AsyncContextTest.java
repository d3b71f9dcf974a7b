package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller's thread carries goes along to the threads of asynchronous sends. */
class AsyncContextTest {
  private static final ThreadLocal<String> BOUND = new ThreadLocal<>();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final ScriptedProvider a = new ScriptedProvider("a");

  @AfterEach
  void unbind() {
    BOUND.remove();
  }

  private FailoverSender sender(UnaryOperator<Runnable> carry) {
    a.always(
        (message, context) -> {
          seen.add(String.valueOf(BOUND.get()));
          return Step.accept().take(message, context);
        });
    return FailoverSender.builder().provider(a).asyncContext(carry).build();
  }

  private static Runnable bound(Runnable task) {
    String carried = BOUND.get();
    return () -> {
      BOUND.set(carried);
      task.run();
      BOUND.remove();
    };
  }

  @Test
  void anAsynchronousSendSeesWhatItsCallerHadBound() {
    try (FailoverSender sender = sender(AsyncContextTest::bound)) {
      BOUND.set("trace");
      sender.sendAsync(Messages.any()).join();
    }

    assertThat(seen).containsExactly("trace");
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void sendsOfSeveralMessagesSeeItToo() {
    try (FailoverSender sender = sender(AsyncContextTest::bound)) {
      BOUND.set("trace");
      assertThat(sender.send(Messages.several(100))).allMatch(SendResult::isSent);
    }

    assertThat(seen).containsExactly("trace");
    assertThat(a.calls()).isEqualTo(100);
  }

  @Test
  void aCarrierThatThrowsOrForgetsTheTaskCostsNoSend() {
    UnaryOperator<Runnable> throwing =
        task -> {
          throw new IllegalStateException("no context");
        };
    try (FailoverSender sender = sender(throwing)) {
      assertThat(sender.sendAsync(Messages.any()).join().provider()).contains(a.id());
    }
    try (FailoverSender sender = sender(task -> () -> {})) {
      assertThat(sender.sendAsync(Messages.any()).join().provider()).contains(a.id());
    }

    assertThat(a.calls()).isEqualTo(2);
  }

  @Test
  void listenersAreToldOfASendThatFoundNoPlaceInTheQueue() {
    Recorder recorder = new Recorder();
    CountDownLatch released = new CountDownLatch(1);
    a.always(
        (message, context) -> {
          Rig.await(released);
          return Step.accept().take(message, context);
        });
    FailoverSender sender =
        FailoverSender.builder()
            .provider(a)
            .listener(recorder)
            .settings(FailoverSettings.builder().asyncThreads(1).asyncQueue(1).build())
            .build();
    try (sender) {
      List<CompletableFuture<Receipt>> receipts =
          Stream.generate(() -> sender.sendAsync(Messages.any())).limit(3).toList();
      released.countDown();
      assertThat(receipts.get(2)).isCompletedExceptionally();
      assertThat(receipts.get(1).join().provider()).contains(a.id());
    }

    assertThat(recorder.of(EmailUnavailableException.class)).hasSize(1);
  }
}
