package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A send that goes on on a thread of its own, so that a test outlives one that hangs. */
final class Running {
  static final Duration IN_TIME = Duration.ofSeconds(5);

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Thread thread;
  private boolean interruptFirst;
  private volatile boolean interruptedAtEnd;

  private Running(EmailProvider provider, EmailMessage message, TestContext context) {
    this.thread = new Thread(() -> run(provider, message, context), "testkit-send");
    thread.setDaemon(true);
  }

  static Running start(EmailProvider provider, EmailMessage message, TestContext context) {
    Running running = new Running(provider, message, context);
    running.thread.start();
    return running;
  }

  /** Starts a send on a thread that is interrupted already. */
  static Running interrupted(EmailProvider provider, EmailMessage message, TestContext context) {
    Running running = new Running(provider, message, context);
    running.interruptFirst = true;
    running.thread.start();
    return running;
  }

  /** Makes a send; fails if it throws or does not return in time. */
  static Outcome send(EmailProvider provider, EmailMessage message, TestContext context) {
    return start(provider, message, context).outcome();
  }

  private void run(EmailProvider provider, EmailMessage message, TestContext context) {
    if (interruptFirst) {
      Thread.currentThread().interrupt();
    }
    try {
      Outcome answered = provider.send(message, context);
      interruptedAtEnd = Thread.currentThread().isInterrupted();
      outcome.complete(answered);
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** The outcome; fails if the send throws, or does not return in time. */
  Outcome outcome() {
    try {
      Outcome answered = outcome.get(IN_TIME.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(answered).as("the outcome").isNotNull();
      return answered;
    } catch (ExecutionException e) {
      throw new AssertionError("send threw instead of answering with an outcome", e.getCause());
    } catch (TimeoutException e) {
      AssertionError late = new AssertionError("send did not return within " + IN_TIME);
      late.setStackTrace(thread.getStackTrace());
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted", e);
    }
  }

  /** Whether the thread was still marked as interrupted when the send had returned. */
  boolean wasInterruptedAtEnd() {
    return interruptedAtEnd;
  }
}
