package io.akemail;

import io.akemail.message.MessageId;
import java.util.List;

/**
 * A provider may have accepted the message, its answer was lost, and the message's delivery
 * guarantee (at most once) or the caller's leaving forbids another try. Only the provider's events
 * or a person can tell; sending it again may deliver it twice.
 */
public final class DeliveryUnknownException extends EmailException {
  private static final long serialVersionUID = 1L;

  DeliveryUnknownException(String text, MessageId messageId, List<Attempt> attempts) {
    super(text, messageId, attempts);
  }

  /** Always true: it may be an attempt of an earlier time, or of another process, that is meant. */
  @Override
  public boolean possiblyAccepted() {
    return true;
  }
}
