package io.akemail.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made in the background, again and again until it stands. Once it stood, the
 * client itself repairs it. Thread-safe.
 */
final class Kept<C> {
  private final Supplier<CompletionStage<C>> connect;
  private final Consumer<C> connected;
  private final Consumer<Throwable> failed;
  private final Consumer<C> end;
  private @Nullable CompletableFuture<C> current; // guarded by this
  private boolean closed; // guarded by this

  Kept(
      Supplier<CompletionStage<C>> connect,
      Consumer<C> connected,
      Consumer<Throwable> failed,
      Consumer<C> end) {
    this.connect = connect;
    this.connected = connected;
    this.failed = failed;
    this.end = end;
  }

  /** Begins to connect if there is no connection and none is being made. */
  synchronized void keep() {
    if (!closed && (current == null || current.isCompletedExceptionally())) {
      current = begin();
      var unused = current.thenAccept(connected).exceptionally(this::note);
    }
  }

  private CompletableFuture<C> begin() {
    try {
      return connect.get().toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private @Nullable Void note(Throwable failure) {
    failed.accept(failure);
    return null;
  }

  /** The connection, or null if there is none within that time. */
  @Nullable C get(long nanos) throws InterruptedException {
    CompletableFuture<C> future;
    synchronized (this) {
      future = current;
    }
    try {
      return future == null ? null : future.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  /** The connection, if it was made. */
  @Nullable C now() {
    CompletableFuture<C> future;
    synchronized (this) {
      future = current;
    }
    boolean stands = future != null && future.isDone() && !future.isCompletedExceptionally();
    return stands && future != null ? future.join() : null;
  }

  /** Lets the connection go, so that another is made. */
  void drop() {
    CompletableFuture<C> future;
    synchronized (this) {
      future = current;
      current = null;
    }
    if (future != null) {
      var unused = future.thenAccept(end);
    }
  }

  /** Makes no further connection. */
  synchronized void seal() {
    closed = true;
  }
}
