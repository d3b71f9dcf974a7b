package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.message.Problem;
import java.util.List;

/**
 * The message itself is at fault; sending it again as it is cannot help. It was handed to no
 * further provider.
 */
public final class EmailRejectedException extends EmailException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  EmailRejectedException(
      String text, MessageId messageId, List<Attempt> attempts, List<Problem> problems) {
    super(text, messageId, attempts);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong with the message, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
