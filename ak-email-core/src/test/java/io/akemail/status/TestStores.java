package io.akemail.status;

import java.util.function.LongSupplier;

/** Stores whose clock the test turns. */
public final class TestStores {
  private TestStores() {}

  /** An empty store that measures spans by the given nanoseconds. */
  public static InMemoryStatusStore at(LongSupplier nanos) {
    return new InMemoryStatusStore(nanos);
  }
}
