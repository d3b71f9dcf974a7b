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
   * Sends one message on the calling thread, and returns when a provider has accepted it.
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

  /** Ends calls in flight and releases all threads and connections within 5 seconds. */
  @Override
  void close();
}
