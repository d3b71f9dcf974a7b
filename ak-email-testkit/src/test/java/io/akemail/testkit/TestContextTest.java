package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.testkit.TestContext.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestContextTest {
  private final TestContext context = TestContext.create();

  @Test
  void thePermitIsGivenOnce() {
    assertThat(context.permit()).isEqualTo(Permit.INIT);
    assertThat(context.beginWriting()).isTrue();
    assertThat(context.permit()).isEqualTo(Permit.WRITING);
    assertThat(context.abandon()).isFalse();
    assertThat(context.beginWriting()).isFalse();
    assertThat(context.beginWritingCalls()).isEqualTo(2);
  }

  @Test
  void noPermitIsGivenToAnAbandonedAttempt() {
    assertThat(context.abandon()).isTrue();
    assertThat(context.beginWriting()).isFalse();
    assertThat(context.permit()).isEqualTo(Permit.ABANDONED);
    assertThat(context.isCancelled()).isFalse();
  }

  @Test
  void theLastActionRunsOnceAndElsewhere() throws Exception {
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();
    context.onCancel(() -> first.complete(Thread.currentThread()));
    context.onCancel(() -> second.complete(Thread.currentThread()));
    context.cancel();
    context.cancel();

    assertThat(second.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    assertThat(first).isNotDone();
    assertThat(context.isCancelled()).isTrue();
    assertThat(context.permit()).isEqualTo(Permit.ABANDONED);
  }

  @Test
  void anActionThatComesTooLateRunsAtOnce() throws Exception {
    context.cancel();
    CompletableFuture<Thread> late = new CompletableFuture<>();
    context.onCancel(() -> late.complete(Thread.currentThread()));
    assertThat(late.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void whatIsToldIsWhatWasSet() {
    assertThat(context.remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(context.withRemaining(Duration.ZERO).remaining()).isZero();
    assertThat(context.freshConnection()).isFalse();
    assertThat(context.withFreshConnection().freshConnection()).isTrue();
    assertThat(context.withKey("k").idempotencyKey()).isEqualTo("k");
    assertThat(context.attempt()).isEqualTo(1);
  }
}
