package io.akemail.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address as a builder took it: either the address or why it is none. The text itself is not
 * kept.
 */
record AddressInput(@Nullable EmailAddress address, String fault) {
  static AddressInput of(@Nullable EmailAddress address) {
    return new AddressInput(address, address == null ? TextRules.NULL : "");
  }

  static AddressInput parse(@Nullable String text) {
    try {
      return new AddressInput(AddressParser.parse(text), "");
    } catch (InvalidMessageException e) {
      return new AddressInput(null, e.problems().get(0).reason());
    }
  }

  /** The address; to be asked for only after the validator found it. */
  EmailAddress valid() {
    return Objects.requireNonNull(address);
  }
}
