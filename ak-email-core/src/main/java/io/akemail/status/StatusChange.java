package io.akemail.status;

import java.util.Objects;

/**
 * A provider went from one state to another.
 *
 * @param before as it was
 * @param after as it is; same provider
 */
public record StatusChange(ProviderStatus before, ProviderStatus after) {
  /** Checks that nothing is missing. */
  public StatusChange {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
