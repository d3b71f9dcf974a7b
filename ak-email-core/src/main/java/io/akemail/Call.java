package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.rules.IdempotencyKeys;
import io.akemail.rules.Role;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.SendContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt in flight: what the provider is told of it, and the one cell in which its writer and
 * those who would end it meet.
 *
 * <p>The cell goes from INIT to WRITING (by the writer) or to ABANDONED (by the deadline, the
 * caller's interruption or closing), once. ABANDONED means surely not sent.
 */
final class Call implements SendContext {
  private static final int INIT = 0;
  private static final int WRITING = 1;
  private static final int ABANDONED = 2;
  private static final VarHandle PERMIT;
  private static final VarHandle ON_CANCEL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PERMIT = lookup.findVarHandle(Call.class, "permit", int.class);
      ON_CANCEL = lookup.findVarHandle(Call.class, "onCancel", Runnable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Route route;
  private final EmailMessage message;
  private final int attempt;
  private final Role role;
  private final long epoch;
  private final long began;
  private final long deadline;
  private final Thread thread = Thread.currentThread();
  private @Nullable Slot slot;

  private volatile int permit;
  private volatile boolean cancelled;
  private volatile boolean callerLeft;

  private volatile @Nullable Runnable onCancel;

  Call(
      Route route,
      EmailMessage message,
      int attempt,
      Role role,
      long epoch,
      long began,
      long deadline) {
    this.route = route;
    this.message = message;
    this.attempt = attempt;
    this.role = role;
    this.epoch = epoch;
    this.began = began;
    this.deadline = deadline;
  }

  Route route() {
    return route;
  }

  Role role() {
    return role;
  }

  long epoch() {
    return epoch;
  }

  long began() {
    return began;
  }

  Slot slot() {
    if (slot == null) {
      throw new IllegalStateException("no place was taken");
    }
    return slot;
  }

  /** Takes a place at the provider; false if all are taken. */
  boolean tryBegin() {
    slot = route.bulkhead().tryTake(this, thread.getId());
    return slot != null;
  }

  boolean isOverdue(long now) {
    return now - deadline >= 0;
  }

  /** Whether its time is over and was less than so much: that tells nothing of the provider. */
  boolean ranOutOf(long least, long now) {
    return deadline - began < least && isOverdue(now);
  }

  boolean isCallerInterrupted() {
    return thread.isInterrupted();
  }

  boolean isWritten() {
    return permit == WRITING;
  }

  /** What it means that the provider module did not answer with an outcome. */
  Outcome broken(String what) {
    String why = "the provider module failed with " + what;
    return isWritten()
        ? new Outcome.Ambiguous(Origin.LOCAL, why)
        : new Outcome.Unavailable(Origin.LOCAL, why);
  }

  /** Whether nobody waits for the result any more. Told at once, not only when the watch looks. */
  boolean hasCallerLeft() {
    return callerLeft || thread.isInterrupted();
  }

  /** The provider's part is over: what it registered must not run any more. */
  void finish() {
    if (onCancel != null) {
      ON_CANCEL.setRelease(
          this, (Runnable) null); // a full fence would cost as much as all the rest
    }
  }

  /** Ends the attempt since its time is over. */
  void expire() {
    cancel();
  }

  /** Ends the attempt since nobody wants its result any more. */
  void leave() {
    callerLeft = true;
    cancel();
  }

  private void cancel() {
    cancelled = true; // first, so that a writer who is refused the permit finds out why
    PERMIT.compareAndSet(this, INIT, ABANDONED);
    runOnCancel();
  }

  private void runOnCancel() {
    Runnable action = (Runnable) ON_CANCEL.getAndSet(this, (Runnable) null);
    if (action != null) {
      route.guarded("cancel action", action);
    }
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - route.nanos()));
  }

  @Override
  public Instant now() {
    return route.instant();
  }

  @Override
  public String idempotencyKey() {
    return IdempotencyKeys.of(message.id(), route.id());
  }

  @Override
  public boolean freshConnection() {
    return role == Role.PROBE;
  }

  @Override
  public boolean beginWriting() {
    return PERMIT.compareAndSet(this, INIT, WRITING);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onCancel(Runnable action) {
    onCancel = action;
    if (cancelled) {
      runOnCancel();
    }
  }
}
