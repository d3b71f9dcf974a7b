package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.message.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message itself is at fault; sending it again as it is cannot help. It was handed to no
 * further provider.
 */
public final class EmailRejectedException extends EmailException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable List<Problem> problems;

  EmailRejectedException(
      String text, MessageId messageId, List<Attempt> attempts, List<Problem> problems) {
    super(text, messageId, attempts);
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong with the message, at least one; none after serialization, the text tells them.
   */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
