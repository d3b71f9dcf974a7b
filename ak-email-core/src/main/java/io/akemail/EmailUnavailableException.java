package io.akemail;

import io.akemail.message.MessageId;
import java.util.List;

/**
 * No provider could take the message now. Its text names the state of every provider. The same
 * message may be sent again later; {@link #possiblyAccepted} tells whether that risks a second
 * copy.
 */
public final class EmailUnavailableException extends EmailException {
  private static final long serialVersionUID = 1L;

  EmailUnavailableException(String text, MessageId messageId, List<Attempt> attempts) {
    super(text, messageId, attempts);
  }
}
