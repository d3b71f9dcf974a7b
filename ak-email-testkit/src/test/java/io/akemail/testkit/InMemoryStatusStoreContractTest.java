package io.akemail.testkit;

import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.StatusStore;

class InMemoryStatusStoreContractTest extends StatusStoreContract {
  private final InMemoryStatusStore memory = new InMemoryStatusStore();

  @Override
  protected StatusStore store() {
    return memory;
  }
}
