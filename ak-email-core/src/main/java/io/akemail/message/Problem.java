package io.akemail.message;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong with a message.
 *
 * @param field where, such as {@code to[1]}, {@code headers[X-Foo]}, {@code attachments[0].name} or
 *     {@code personalizations[2].data.items[3]}; empty for a value that stands alone. Counted from
 *     0 in the order given. A name chosen by the caller is shown only when it is plain (up to 64
 *     ASCII letters, digits, {@code -} and {@code _}, a letter or {@code _} first); otherwise its
 *     place stands for it, such as {@code headers[#2]}
 * @param reason what is wrong, for a developer to read; never contains the value
 */
public record Problem(String field, String reason) implements Serializable {
  /** Neither may be null. */
  public Problem {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(reason, "reason");
  }

  /** {@return {@code field: reason}, or the reason alone when the field is empty} */
  @Override
  public String toString() {
    return field.isEmpty() ? reason : field + ": " + reason;
  }
}
