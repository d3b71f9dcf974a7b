package io.akemail;

import io.akemail.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message was not sent, or not surely. Each kind says what the caller can do.
 *
 * <p>The text names no recipient, no secret and no content. When it was serialized, as for a call
 * to another process, the id and {@link #possiblyAccepted} come along, and the attempts do not:
 * they are told in the text.
 */
public abstract sealed class EmailException extends RuntimeException
    permits EmailRejectedException,
        EmailUnavailableException,
        DeliveryUnknownException,
        EmailCancelledException {
  private static final long serialVersionUID = 1L;

  private final String messageId;
  private final boolean possiblyAccepted;
  private final transient @Nullable List<Attempt> attempts;

  EmailException(String text, MessageId messageId, List<Attempt> attempts) {
    super(text);
    this.messageId = messageId.value();
    this.possiblyAccepted =
        attempts.stream().anyMatch(attempt -> attempt.outcome().kind().mayHaveBeenAccepted());
    this.attempts = List.copyOf(attempts);
  }

  /** The message. */
  public MessageId messageId() {
    return MessageId.of(messageId);
  }

  /** Every attempt that was made, in order; empty if none was. */
  public List<Attempt> attempts() {
    return attempts == null ? List.of() : attempts;
  }

  /**
   * Whether some provider may have accepted the message all the same, since its answer was lost. A
   * caller who sends the message again then risks a second copy.
   */
  public boolean possiblyAccepted() {
    return possiblyAccepted;
  }
}
