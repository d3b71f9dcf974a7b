package io.akemail.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Runs scripts, each within the time that one call may take. Thread-safe. */
final class Calls {
  private static final long NEVER = Long.MIN_VALUE;

  private final Kept<Server.Line> line;
  private final Duration timeout;
  private final AtomicLong silentSince = new AtomicLong(NEVER);

  Calls(Kept<Server.Line> line, Duration timeout) {
    this.line = line;
    this.timeout = timeout;
  }

  /**
   * Has a script run that gives a number.
   *
   * @throws io.lettuce.core.RedisException if there is no answer in time, or it is a refusal
   */
  long number(Script script, String[] keys, String... values) {
    return (Long) run(script, keys, values);
  }

  /** Has a script run that gives a list; otherwise as {@link #number}. */
  List<?> list(Script script, String[] keys, String... values) {
    return (List<?>) run(script, keys, values);
  }

  private Object run(Script script, String[] keys, String... values) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      Server.Line now = line.get(timeout.toNanos());
      if (now == null || !now.connection().isOpen()) {
        throw new RedisConnectionException("status store: not connected");
      }
      try {
        return await(
            () -> now.scripts().evalsha(script.digest(), script.type(), keys, values), deadline);
      } catch (RedisNoScriptException e) {
        return await(
            () -> now.scripts().eval(script.body(), script.type(), keys, values), deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisCommandInterruptedException(e);
    }
  }

  private Object await(Supplier<RedisFuture<Object>> call, long deadline)
      throws InterruptedException {
    RedisFuture<Object> future = call.get();
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      Object reply = future.get(left, TimeUnit.NANOSECONDS);
      silentSince.set(NEVER);
      return reply;
    } catch (TimeoutException e) {
      silent();
      throw new RedisCommandTimeoutException(
          "status store: no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable root = Faults.root(e);
      if (root instanceof RedisNoScriptException missing) {
        throw missing;
      }
      if (root instanceof RedisCommandTimeoutException) {
        silent();
      } else {
        silentSince.set(NEVER);
      }
      throw Faults.of(root);
    } finally {
      future.cancel(true);
    }
  }

  private void silent() {
    silentSince.compareAndSet(NEVER, System.nanoTime());
  }

  /** Whether calls have had no answer for so long, none at all. */
  boolean isSilentFor(Duration span) {
    long since = silentSince.get();
    return since != NEVER && System.nanoTime() - since >= span.toNanos();
  }

  /** Begins to count anew. */
  void hopeAgain() {
    silentSince.set(NEVER);
  }
}
