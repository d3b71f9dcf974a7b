package io.akemail;

import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends messages. Thread-safe. What host code should depend on, so that its tests can bring their
 * own.
 */
public interface EmailSender extends AutoCloseable {

  /**
   * Sends one message on the calling thread, and returns when a provider has accepted it. If none
   * could take it and the sender has an outbox, it waits there, and the receipt says so.
   *
   * @return who accepted it, and every attempt on the way
   * @throws EmailRejectedException the message is at fault
   * @throws EmailUnavailableException no provider could take it
   * @throws DeliveryUnknownException it may have been accepted, and must not be tried again
   * @throws EmailCancelledException the caller was interrupted or the sender closed; not sent
   * @throws IllegalStateException if the sender is closed
   */
  Receipt send(EmailMessage message);

  /**
   * Sends several messages, each by itself and several at once, and returns when all have ended.
   *
   * @return a result for each message, in the same order
   * @throws IllegalStateException if the sender is closed
   */
  List<SendResult> send(List<EmailMessage> messages);

  /**
   * Sends one message on another thread.
   *
   * @return completes with the receipt or with the exceptions of {@link #send(EmailMessage)};
   *     cancelling it breaks off the send, and no other provider is tried
   * @throws IllegalStateException if the sender is closed
   */
  CompletableFuture<Receipt> sendAsync(EmailMessage message);

  /**
   * Puts one message into the outbox without asking a provider, and returns when it is stored as
   * durably as the outbox promises; it is sent from there soon, by whichever process has a turn.
   * Giving in the same message again after a doubtful failure makes no second one.
   *
   * @return a queued receipt
   * @throws EmailRejectedException the message is at fault: too large, too late, or another one
   *     with its dedupe key waits
   * @throws EmailUnavailableException the outbox is full or does not work; not stored
   * @throws DeliveryUnknownException the outbox failed in such a way that the message may be stored
   * @throws IllegalStateException if the sender is closed or has no outbox
   */
  Receipt enqueue(EmailMessage message);

  /** Ends calls in flight and releases all threads and connections within 5 seconds. */
  @Override
  void close();
}
