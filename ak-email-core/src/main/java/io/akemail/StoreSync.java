package io.akemail;

import io.akemail.internal.Heartbeat;
import io.akemail.status.StatusStore;
import java.util.concurrent.ThreadFactory;

/**
 * The thread on which one sender talks with the shared store: once a second, and at once when
 * something changed here or others say so. No send ever waits for it.
 */
final class StoreSync implements AutoCloseable {
  private static final String GUEST = "status store";

  private final StatusStore store;
  private final Engine engine;
  private final ThreadFactory threads;
  private final StoreTalk talk;
  private final Heartbeat heartbeat;

  StoreSync(
      StatusStore store,
      Engine engine,
      String instance,
      byte[] salt,
      ThreadFactory threads,
      Watch watch) {
    this.store = store;
    this.engine = engine;
    this.threads = threads;
    this.talk = new StoreTalk(store, engine, instance, salt, this::hurry, watch::wake);
    engine.shareWith(talk);
    this.heartbeat = new Heartbeat(threads, talk::step);
    engine.guests().run(GUEST, () -> store.onChange(talk::nudged));
  }

  private void hurry() {
    heartbeat.hurry();
  }

  StoreTalk talk() {
    return talk;
  }

  /** Ends the thread; the store is closed on another, since it may hang. */
  @Override
  public void close() {
    heartbeat.close();
    threads.newThread(() -> engine.guests().run(GUEST, store::close)).start();
  }
}
