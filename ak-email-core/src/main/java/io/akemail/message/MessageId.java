package io.akemail.message;

import io.akemail.internal.RandomIds;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a message, fit for the Message-ID header of RFC 5322.
 *
 * <p>It stays the same over all attempts and providers of one message. Immutable and thread-safe;
 * equal by value. It is not secret and {@link #toString()} shows it.
 */
public final class MessageId {
  private static final int LONGEST = 320;

  private final String value;

  private MessageId(String value) {
    this.value = value;
  }

  /**
   * Takes an id that exists already.
   *
   * @param value {@code left@right} without angle brackets, both sides in the dot-atom form of RFC
   *     5322 (ASCII), at most 320 characters
   * @throws InvalidMessageException when it is null or of another form; its one problem has an
   *     empty field
   */
  public static MessageId of(String value) {
    String reason = faultOf(value);
    if (reason != null) {
      throw new InvalidMessageException("", reason);
    }
    return new MessageId(value);
  }

  /** Mints an id: 32 random hexadecimal digits at a domain. */
  static MessageId mint(String domain) {
    return new MessageId(RandomIds.at(domain));
  }

  /** {@return the id without angle brackets} */
  public String value() {
    return value;
  }

  /** {@return the value of a Message-ID header: the id in angle brackets} */
  public String header() {
    return "<" + value + ">";
  }

  private static @Nullable String faultOf(@Nullable String value) {
    if (value == null) {
      return TextRules.NULL;
    }
    if (value.length() > LONGEST) {
      return "is longer than " + LONGEST + " characters";
    }
    int ats = 0;
    boolean needsText = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean atom = LocalPart.isAtomText(c);
      if (!atom && (needsText || (c != '.' && c != '@'))) {
        return "is not left@right in ASCII without angle brackets";
      }
      needsText = !atom;
      ats += c == '@' ? 1 : 0;
    }
    return ats == 1 && !needsText ? null : "is not left@right in ASCII without angle brackets";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** {@return the id without angle brackets} */
  @Override
  public String toString() {
    return value;
  }
}
