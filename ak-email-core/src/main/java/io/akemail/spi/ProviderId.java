package io.akemail.spi;

import java.util.Objects;

/**
 * The name of one configured provider, such as {@code sendgrid} or {@code sendgrid-eu}.
 *
 * <p>Two accounts or regions of one service are two providers with two ids. Ids appear in logs,
 * receipts, metrics and the shared status store, so they hold nothing secret. Immutable.
 *
 * @param value 1 to 40 characters, {@code a-z}, {@code 0-9} and {@code -}, beginning with a letter
 */
public record ProviderId(String value) implements Comparable<ProviderId> {
  private static final int MAX_LENGTH = 40;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the value breaks the form
   */
  public ProviderId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "provider id: must be 1 to 40 of a-z, 0-9 and '-', beginning with a letter");
    }
  }

  /**
   * The id with this value.
   *
   * @throws IllegalArgumentException if the value breaks the form
   */
  public static ProviderId of(String value) {
    return new ProviderId(value);
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isLetter(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  @Override
  public int compareTo(ProviderId other) {
    return value.compareTo(other.value);
  }

  /** The bare value. */
  @Override
  public String toString() {
    return value;
  }
}
