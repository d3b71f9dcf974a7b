package io.akemail;

import io.akemail.message.MessageId;
import java.util.List;

/**
 * The caller was interrupted, or the sender was closed, before any provider can have taken the
 * message. It was surely not sent. An interrupted thread finds its interrupt status set.
 */
public final class EmailCancelledException extends EmailException {
  private static final long serialVersionUID = 1L;

  EmailCancelledException(String text, MessageId messageId, List<Attempt> attempts) {
    super(text, messageId, attempts);
  }
}
