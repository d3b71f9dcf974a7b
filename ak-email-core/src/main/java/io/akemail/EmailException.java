package io.akemail;

import io.akemail.message.MessageId;
import java.util.List;

/**
 * A message was not sent, or not surely. Each kind says what the caller can do.
 *
 * <p>The text names no recipient, no secret and no content.
 */
public abstract sealed class EmailException extends RuntimeException
    permits EmailRejectedException,
        EmailUnavailableException,
        DeliveryUnknownException,
        EmailCancelledException {
  private static final long serialVersionUID = 1L;

  private final transient MessageId messageId;
  private final transient List<Attempt> attempts;

  EmailException(String text, MessageId messageId, List<Attempt> attempts) {
    super(text);
    this.messageId = messageId;
    this.attempts = List.copyOf(attempts);
  }

  /** The message. */
  public MessageId messageId() {
    return messageId;
  }

  /** Every attempt that was made, in order; empty if none was. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * Whether some provider may have accepted the message all the same, since its answer was lost. A
   * caller who sends the message again then risks a second copy.
   */
  public boolean possiblyAccepted() {
    return attempts.stream().anyMatch(attempt -> attempt.outcome().kind().mayHaveBeenAccepted());
  }
}
