package io.akemail.testkit;

import io.akemail.spi.SendContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A context for one attempt in a test of a provider: given up by hand, and it shows what the
 * provider asked of it.
 *
 * <p>No timer runs: when the time is over nothing happens but that {@link #remaining} is zero. The
 * {@code with} methods are for before the attempt. Thread-safe.
 */
public final class TestContext implements SendContext {
  /** The cell that decides between writing and giving up. */
  public enum Permit {
    /** Neither was asked for. */
    INIT,
    /** The provider was given the permit to write. */
    WRITING,
    /** The attempt was given up before the body. */
    ABANDONED
  }

  private static final Duration TIME = Duration.ofSeconds(30);

  private final AtomicInteger beginWritingCalls = new AtomicInteger();
  private volatile long endNanos = System.nanoTime() + TIME.toNanos();
  private volatile String key = "contract-key-1";
  private volatile boolean fresh;
  private volatile Runnable beforePermit = () -> {};
  private Permit permit = Permit.INIT;
  private @Nullable Runnable action;
  private boolean cancelled;

  private TestContext() {}

  /** A first attempt with 30 seconds left, over any connection. */
  public static TestContext create() {
    return new TestContext();
  }

  /** Sets the idempotency key; {@code contract-key-1} if not set. */
  public TestContext withKey(String idempotencyKey) {
    key = Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    return this;
  }

  /** Asks for a new connection. */
  public TestContext withFreshConnection() {
    fresh = true;
    return this;
  }

  /** Sets the time that is left from now. */
  public TestContext withRemaining(Duration time) {
    endNanos = System.nanoTime() + time.toNanos();
    return this;
  }

  /** Runs an action at each request for the permit, before it is decided. */
  public TestContext withBeforePermit(Runnable runnable) {
    beforePermit = Objects.requireNonNull(runnable, "runnable");
    return this;
  }

  /** Gives the attempt up if the permit to write was not given yet; true if it did. */
  public boolean abandon() {
    return decide(Permit.ABANDONED);
  }

  private synchronized boolean decide(Permit wanted) {
    if (permit != Permit.INIT) {
      return false;
    }
    permit = wanted;
    return true;
  }

  /** Gives the attempt up, whatever its stage: the provider's action runs on another thread. */
  public void cancel() {
    abandon();
    Runnable now;
    synchronized (this) {
      cancelled = true;
      now = action;
      action = null;
    }
    if (now != null) {
      elsewhere(now);
    }
  }

  /** What was decided about writing. */
  public synchronized Permit permit() {
    return permit;
  }

  /** How many times the permit to write was asked for. */
  public int beginWritingCalls() {
    return beginWritingCalls.get();
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public String idempotencyKey() {
    return key;
  }

  @Override
  public boolean freshConnection() {
    return fresh;
  }

  @Override
  public boolean beginWriting() {
    beginWritingCalls.incrementAndGet();
    beforePermit.run();
    return decide(Permit.WRITING);
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onCancel(Runnable breakOff) {
    Objects.requireNonNull(breakOff, "breakOff");
    synchronized (this) {
      if (!cancelled) {
        action = breakOff;
        return;
      }
    }
    elsewhere(breakOff);
  }

  private static void elsewhere(Runnable action) {
    Thread thread = new Thread(action, "testkit-cancel");
    thread.setDaemon(true);
    thread.start();
  }
}
