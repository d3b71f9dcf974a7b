package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.PassingStore;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one sender is told, the others know; and what a store that fails costs: nothing. */
class StoreSyncTest {
  private static final ProviderId A = ProviderId.of("a");

  private final InMemoryStatusStore memory = new InMemoryStatusStore();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<ScriptedProvider> providers =
      List.of(
          new ScriptedProvider("a"), new ScriptedProvider("b"),
          new ScriptedProvider("a"), new ScriptedProvider("b"));
  private FailoverSender first;
  private FailoverSender second;

  private void build(StatusStore store) {
    first = sender(store, 0);
    second = sender(memory, 2);
  }

  private FailoverSender sender(StatusStore store, int from) {
    return FailoverSender.builder()
        .provider(providers.get(from))
        .provider(providers.get(from + 1))
        .statusStore(store)
        .build();
  }

  @AfterEach
  void close() {
    released.countDown();
    first.close();
    second.close();
  }

  private static void await(FailoverSender sender, ProviderState state) {
    while (sender.statuses().get(0).state() != state) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatAnOperatorSaysToOneSenderHoldsForAllUntilItIsTakenBack() {
    build(memory);
    first.disable(A);
    await(second, ProviderState.DISABLED);

    second.release(A);
    await(first, ProviderState.UP);
  }

  @Test
  void aLimitThatOneSenderMetIsKeptByAll() {
    build(memory);
    providers.get(0).then(Step.overLimit(Duration.ofMinutes(10)));
    first.send(Messages.any());
    await(second, ProviderState.OVER_LIMIT);

    assertThat(second.send(Messages.any()).provider()).get().hasToString("b");
    assertThat(providers.get(2).calls()).isZero();
  }

  @Test
  void aRefusedCredentialIsKeptByAllWithTheSameCredential() {
    build(memory);
    providers.get(0).then(Step.badKey());
    first.send(Messages.any());
    await(second, ProviderState.MISCONFIGURED);
  }

  /** As the store's connection breaks just when the operator speaks. */
  @Test
  void anOperatorsWordThatTheStoreDidNotTakeIsToldAgainAndStandsMeanwhile() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Semaphore refusals = new Semaphore(0);
    build(
        new PassingStore(memory) {
          @Override
          public void put(SharedVerdict verdict) {
            if (broken.get()) {
              refusals.release();
              throw new IllegalStateException("connection reset");
            }
            super.put(verdict);
          }
        });
    first.disable(A);
    refusals.acquire(2);
    assertThat(first.statuses().get(0).state()).isEqualTo(ProviderState.DISABLED);

    broken.set(false);
    await(second, ProviderState.DISABLED);
    assertThat(first.statuses().get(0).state()).isEqualTo(ProviderState.DISABLED);
  }

  @Test
  void aStoreThatHangsDelaysNoSendNoOperatorAndNoClosing() {
    build(
        new PassingStore(memory) {
          @Override
          public SharedStatus read(ProviderId id) {
            Rig.await(released);
            return super.read(id);
          }

          @Override
          public void close() {
            Rig.await(released);
          }
        });
    first.disable(A);

    assertThat(first.send(Messages.any()).provider()).get().hasToString("b");
    first.close();
  }

  @Test
  void aStoreThatThrowsAlwaysFailsNoSend() {
    build(
        new PassingStore(memory) {
          @Override
          public SharedStatus read(ProviderId id) {
            throw new AssertionError("a guest");
          }

          @Override
          public void onChange(Consumer<ProviderId> nudge) {
            throw new AssertionError("a guest");
          }
        });

    assertThat(first.send(Messages.any()).provider()).contains(A);
  }
}
