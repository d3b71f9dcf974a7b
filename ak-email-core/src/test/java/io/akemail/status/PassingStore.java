package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes everything on to another store, after {@link #meddle}. */
public class PassingStore implements StatusStore {
  private final StatusStore store;

  public PassingStore(StatusStore store) {
    this.store = store;
  }

  /** Where calls go. */
  protected StatusStore store() {
    return store;
  }

  /** What happens before each call. */
  protected void meddle() {}

  @Override
  public SharedStatus read(ProviderId provider) {
    meddle();
    return store().read(provider);
  }

  @Override
  public void put(SharedVerdict verdict) {
    meddle();
    store().put(verdict);
  }

  @Override
  public void remove(SharedVerdict verdict) {
    meddle();
    store().remove(verdict);
  }

  @Override
  public boolean write(ProviderId provider, SharedHealth next, SharedHealth expected) {
    meddle();
    return store().write(provider, next, expected);
  }

  @Override
  public int join(String instance, Duration span) {
    meddle();
    return store().join(instance, span);
  }

  @Override
  public boolean tryLease(Lease lease, Duration span) {
    meddle();
    return store().tryLease(lease, span);
  }

  @Override
  public void release(Lease lease) {
    meddle();
    store().release(lease);
  }

  @Override
  public void onChange(Consumer<ProviderId> nudge) {
    meddle();
    store().onChange(nudge);
  }

  @Override
  public void close() {
    meddle();
    store().close();
  }
}
