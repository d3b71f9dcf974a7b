package io.akemail.testkit;

import io.akemail.spi.Outcome;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An answer that a provider's documents name, and the outcome that it must become.
 *
 * @param name what the case is, for the test's name
 * @param answer the answer
 * @param expected the kind of outcome
 * @param detail further assertions on the outcome
 */
public record AnswerCase(
    String name, CannedAnswer answer, Outcome.Kind expected, Consumer<Outcome> detail) {
  /** Checks that nothing is missing. */
  public AnswerCase {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(detail, "detail");
  }

  /** A case that says no more than the kind. */
  public static AnswerCase of(String name, CannedAnswer answer, Outcome.Kind expected) {
    return new AnswerCase(name, answer, expected, outcome -> {});
  }

  /** The same case with assertions on the outcome, in place of any before. */
  public AnswerCase where(Consumer<Outcome> assertions) {
    return new AnswerCase(name, answer, expected, assertions);
  }
}
