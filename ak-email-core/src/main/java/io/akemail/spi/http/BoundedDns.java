package io.akemail.spi.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names on threads of its own, so that no sending thread is ever stuck in a lookup.
 *
 * <p>An answer is used for 30 s; the JDK tells no time to live, but below this it keeps answers as
 * {@code networkaddress.cache.ttl} says. An older answer goes on being used while the next one is
 * looked up in the background, and for as long as lookups fail or hang. Only a name that never was
 * resolved makes its callers wait, 2 s at most from the begin of the lookup. One lookup per name
 * runs at a time; a hung one ends when the system gives it up. Thread-safe.
 */
final class BoundedDns implements Dns, AutoCloseable {
  /** The lookup itself, which may block for as long as it likes. */
  interface Lookup {
    List<InetAddress> lookup(String host) throws UnknownHostException;
  }

  private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_THREADS = 4;
  private static final int MAX_NAMES = 64;

  private final Lookup lookup;
  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor threads;
  private final Cache<String, Name> names =
      Caffeine.newBuilder().maximumSize(MAX_NAMES).executor(Runnable::run).build();

  BoundedDns(Lookup lookup, LongSupplier nanoTime, ThreadFactory factory) {
    this.lookup = lookup;
    this.nanoTime = nanoTime;
    this.threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_NAMES),
            factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits until {@link #lookup} can answer at once.
   *
   * @param most the longest wait; shortened to the bound of 2 s
   * @param givenUp completes when the caller no longer wants to know
   * @return false if it is not known in time whether the name can be resolved
   */
  boolean await(String host, Duration most, CompletableFuture<?> givenUp) {
    Name name = names.get(host, Name::new);
    CompletableFuture<?> running = name.refresh();
    if (running == null || name.addresses != null) {
      return true;
    }
    long left = Math.min(name.startedAt + BOUND_NANOS - nanoTime.getAsLong(), toNanos(most));
    try {
      CompletableFuture.anyOf(running, givenUp).get(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      return running.isDone();
    }
    return running.isDone();
  }

  /** The addresses known at this moment; never waits. */
  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    Name name = names.getIfPresent(host);
    List<InetAddress> addresses = name == null ? null : name.addresses;
    if (addresses == null) {
      throw new UnknownHostException("not resolved");
    }
    return addresses;
  }

  /**
   * Ends the threads: those that wait at once, one within a hung lookup when the system ends it.
   */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static long toNanos(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(2)) > 0 ? BOUND_NANOS : duration.toNanos();
  }

  /** What is known about one name. */
  private final class Name {
    private final String host;
    private volatile @Nullable List<InetAddress> addresses;
    private volatile long startedAt;
    private long dueAt;
    private @Nullable CompletableFuture<?> running;

    Name(String host) {
      this.host = host;
      this.dueAt = nanoTime.getAsLong();
    }

    /** Begins a lookup if one is due and none runs; gives the one that runs, or null. */
    synchronized @Nullable CompletableFuture<?> refresh() {
      long now = nanoTime.getAsLong();
      if (running == null && (addresses == null || now - dueAt >= 0)) {
        CompletableFuture<?> next = new CompletableFuture<>();
        startedAt = now;
        running = next;
        try {
          threads.execute(() -> resolve(next));
        } catch (RejectedExecutionException e) {
          running = null;
        }
      }
      return running;
    }

    private void resolve(CompletableFuture<?> done) {
      List<InetAddress> found = List.of();
      try {
        found = List.copyOf(lookup.lookup(host));
      } catch (UnknownHostException | RuntimeException e) {
        // The last good answer stands; without one, lookup says that there is none.
      } finally {
        finish(found);
        done.complete(null);
      }
    }

    private synchronized void finish(List<InetAddress> found) {
      running = null;
      if (found.isEmpty()) {
        dueAt = nanoTime.getAsLong() + PAUSE_AFTER_FAILURE_NANOS;
      } else {
        addresses = found;
        dueAt = nanoTime.getAsLong() + FRESH_NANOS;
      }
    }
  }
}
