package io.akemail.examples.runner;

import io.akemail.EmailSender;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A steady stream of mails, each sent by a thread of its own, as the requests of a web shop would:
 * a caller that waits holds up no other.
 */
public final class Traffic implements AutoCloseable {
  private static final int TICK_MILLIS = 5;

  private final EmailSender sender;
  private final Journal journal;
  private final int perSecond;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final AtomicInteger waiting = new AtomicInteger();
  private long began;
  private long begun; // by the clock's thread only

  Traffic(EmailSender sender, Journal journal, int perSecond) {
    this.sender = sender;
    this.journal = journal;
    this.perSecond = perSecond;
  }

  /** Callers who wait for their send to end. */
  int waiting() {
    return waiting.get();
  }

  void start() {
    began = journal.now();
    var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sends what is due by now. */
  private void tick() {
    long due = (journal.now() - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
    while (begun < due) {
      begun++;
      EmailMessage message = order(begun);
      callers.execute(() -> send(message));
    }
  }

  /** Sends the one message that SendGrid will call malformed. */
  void sendBad(MessageId id) {
    EmailMessage message = order(0).toBuilder().messageId(id).build();
    callers.execute(() -> send(message));
  }

  /** The mail for one order. */
  public static EmailMessage order(long number) {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("customer-" + number + "@example.org")
        .subject("Your order " + number)
        .text("Thank you for order " + number + ".")
        .html("<p>Thank you for order <b>" + number + "</b>.</p>")
        .build();
  }

  private void send(EmailMessage message) {
    String id = message.id().value();
    waiting.incrementAndGet();
    long at = journal.now();
    try {
      journal.sent(id, at, sender.send(message));
    } catch (RuntimeException e) {
      journal.failed(id, at, e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Sends no more, and waits until all callers have their answer. */
  @Override
  public void close() {
    clock.shutdownNow();
    callers.shutdown();
    try {
      if (!callers.awaitTermination(45, TimeUnit.SECONDS)) {
        callers.shutdownNow();
      }
    } catch (InterruptedException e) {
      callers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
