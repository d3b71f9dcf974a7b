package io.akemail;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes everything on to another store, after {@link #meddle}. */
class PassingStore implements StatusStore {
  private final StatusStore store;

  PassingStore(StatusStore store) {
    this.store = store;
  }

  /** What happens before each call. */
  void meddle() {}

  @Override
  public SharedStatus read(ProviderId provider) {
    meddle();
    return store.read(provider);
  }

  @Override
  public void put(SharedVerdict verdict) {
    meddle();
    store.put(verdict);
  }

  @Override
  public void remove(SharedVerdict verdict) {
    meddle();
    store.remove(verdict);
  }

  @Override
  public boolean write(ProviderId provider, SharedHealth next, SharedHealth expected) {
    meddle();
    return store.write(provider, next, expected);
  }

  @Override
  public int join(String instance, Duration span) {
    meddle();
    return store.join(instance, span);
  }

  @Override
  public boolean tryLease(Lease lease, Duration span) {
    meddle();
    return store.tryLease(lease, span);
  }

  @Override
  public void release(Lease lease) {
    meddle();
    store.release(lease);
  }

  @Override
  public void onChange(Consumer<ProviderId> nudge) {
    meddle();
    store.onChange(nudge);
  }

  @Override
  public void close() {
    meddle();
    store.close();
  }
}
