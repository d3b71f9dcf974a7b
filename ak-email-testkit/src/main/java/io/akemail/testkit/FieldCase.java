package io.akemail.testkit;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message that is either carried or refused by name.
 *
 * @param name what it is
 * @param needed the capability by which a provider declares it; null for what all must carry
 * @param mustCarry whether one that declares it has to carry just this; false for odd values
 * @param message the message that has it
 * @param without the same message without it
 * @param texts what must be on the wire when it is carried: of each list at least one
 * @param words the message's parts of which the refusal must name one
 */
record FieldCase(
    String name,
    @Nullable Capability needed,
    boolean mustCarry,
    EmailMessage message,
    EmailMessage without,
    List<List<String>> texts,
    List<String> words) {

  /** A part that all carry who declare the capability; adds it to the contract's message. */
  static FieldCase carried(
      String name,
      @Nullable Capability needed,
      UnaryOperator<EmailMessage.Builder> with,
      List<String> texts) {
    return new FieldCase(
        name,
        needed,
        true,
        with.apply(Canary.builder()).build(),
        Canary.message(),
        texts.stream().map(List::of).toList(),
        List.of());
  }

  /** The same, named so in a refusal. */
  FieldCase named(String... parts) {
    return new FieldCase(name, needed, mustCarry, message, without, texts, List.of(parts));
  }

  /** The same, for a value that a provider may refuse though it carries the part as such. */
  FieldCase odd() {
    return new FieldCase(name, needed, false, message, without, texts, words);
  }

  /** The same, with one more text in one of several forms. */
  FieldCase or(String... forms) {
    return new FieldCase(name, needed, mustCarry, message, without, List.of(List.of(forms)), words);
  }
}
