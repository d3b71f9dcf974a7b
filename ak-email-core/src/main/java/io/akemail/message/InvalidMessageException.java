package io.akemail.message;

import java.util.List;

/**
 * A message, or a part of it, that can be sent by no provider as it is.
 *
 * <p>Tells everything that is wrong at once. Neither the exception nor its problems hold a value of
 * the message, so it can be logged.
 */
public final class InvalidMessageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Most problems that the text of the exception lists. */
  private static final int LISTED = 100;

  @SuppressWarnings("serial") // made by List.copyOf, which is serializable
  private final List<Problem> problems;

  /**
   * @param problems at least one
   */
  InvalidMessageException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  InvalidMessageException(String field, String reason) {
    this(List.of(new Problem(field, reason)));
  }

  /**
   * {@return all problems, at least one, in the order of the fields of {@link EmailMessage}; the
   * text of the exception names the first 100 of them}
   */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    StringBuilder text = new StringBuilder("invalid message: ");
    for (int i = 0; i < problems.size() && i < LISTED; i++) {
      text.append(i == 0 ? "" : "; ").append(problems.get(i));
    }
    if (problems.size() > LISTED) {
      text.append("; and ").append(problems.size() - LISTED).append(" more");
    }
    return text.toString();
  }
}
