package io.akemail;

import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends on threads of our own: a bounded pool behind a bounded queue. */
final class AsyncSends implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final int IDLE_SECONDS = 5;

  private final Engine engine;
  private final UnaryOperator<Runnable> context;
  private final ThreadPoolExecutor pool;

  AsyncSends(Engine engine, UnaryOperator<Runnable> context, ThreadFactory threads) {
    this.engine = engine;
    this.context = context;
    int size = engine.settings().asyncThreads();
    this.pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(engine.settings().asyncQueue()),
            threads);
    pool.allowCoreThreadTimeOut(true);
  }

  /** A receipt to come; cancelling it interrupts the send. */
  private static final class Pending extends CompletableFuture<Receipt> {
    private final FutureTask<@Nullable Void> task;

    Pending(EmailMessage message, EmailSender sender) {
      this.task = new FutureTask<>(() -> run(message, sender), null);
    }

    private void run(EmailMessage message, EmailSender sender) {
      SendResult result = result(message, sender);
      result.receipt().ifPresent(this::complete);
      result.failure().ifPresent(this::completeExceptionally);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      task.cancel(true);
      return cancelled;
    }
  }

  CompletableFuture<Receipt> send(EmailMessage message, EmailSender sender) {
    Objects.requireNonNull(message, "message");
    requireOpen();
    Pending pending = new Pending(message, sender);
    try {
      pool.execute(inContext(pending.task));
    } catch (RejectedExecutionException e) {
      requireOpen();
      EmailException failure =
          new EmailUnavailableException(
              "too many messages wait to be sent: " + pool.getQueue().size(),
              message.id(),
              List.of());
      engine.failed(failure);
      pending.completeExceptionally(failure);
    }
    return pending;
  }

  /** With what the calling thread has bound to it; a task runs, and once, whatever a guest does. */
  private Runnable inContext(Runnable task) {
    Guests guests = engine.guests();
    Runnable carried = guests.ask("context", () -> context.apply(task), task);
    return () -> {
      guests.run("context", carried);
      task.run(); // does nothing if it has run
    };
  }

  private void requireOpen() {
    if (engine.isClosed()) {
      throw new IllegalStateException("the sender is closed");
    }
  }

  /** Sends all, the calling thread and as many others as there are messages taking part. */
  List<SendResult> sendAll(List<EmailMessage> messages, EmailSender sender) {
    requireOpen();
    List<EmailMessage> all = List.copyOf(messages);
    AtomicReferenceArray<SendResult> results = new AtomicReferenceArray<>(all.size());
    AtomicInteger turn = new AtomicInteger();
    CountDownLatch open = new CountDownLatch(all.size());
    Runnable worker =
        () -> {
          for (int i = turn.getAndIncrement(); i < all.size(); i = turn.getAndIncrement()) {
            results.set(i, result(all.get(i), sender));
            open.countDown();
          }
        };
    startHelpers(Math.min(all.size(), pool.getMaximumPoolSize()) - 1, inContext(worker));
    worker.run();
    awaitAll(open);
    return IntStream.range(0, all.size()).mapToObj(results::get).toList();
  }

  private void startHelpers(int count, Runnable worker) {
    try {
      for (int i = 0; i < count; i++) {
        pool.execute(worker);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The queue is full; fewer threads take part in a send of several messages");
    }
  }

  /** Each send in flight ends by its own deadline; an interruption is kept for the caller. */
  private static void awaitAll(CountDownLatch open) {
    boolean interrupted = false;
    while (open.getCount() > 0) {
      try {
        open.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SendResult result(EmailMessage message, EmailSender sender) {
    try {
      return SendResult.sent(message, sender.send(message));
    } catch (EmailException e) {
      return SendResult.failed(message, e);
    } catch (IllegalStateException e) {
      return SendResult.failed(
          message,
          new EmailCancelledException(
              "the sender was closed; the message was not sent", message.id(), List.of()));
    } catch (RuntimeException | Error e) { // somebody waits for each result, whatever happens
      String what = "the send broke off with " + e.getClass().getName();
      LOG.error("Message {}: {}", message.id(), what);
      return SendResult.failed(
          message,
          new DeliveryUnknownException(
              what + "; it is not known whether the message was accepted",
              message.id(),
              List.of()));
    }
  }

  @Override
  public void close() {
    pool.shutdownNow().forEach(Runnable::run); // each finds the sender closed and says so
  }
}
