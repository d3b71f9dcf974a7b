package io.akemail.testkit;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the parts of the {@link StatusStoreContract} have in common. */
abstract class StorePart {
  static final ProviderId A = ProviderId.of("a");
  static final ProviderId B = ProviderId.of("b");
  static final String FINGERPRINT = "0123456789abcdef";

  /** Long enough to be still running, whatever the machine does meanwhile. */
  static final Duration LONG = Duration.ofMinutes(5);

  static final Duration SHORT = Duration.ofMillis(30);
  static final Duration PAST_SHORT = Duration.ofMillis(50);

  /** What may go by between two calls on a busy machine. */
  static final Duration SLACK = Duration.ofSeconds(30);

  private final StatusStoreContract contract;

  StorePart(StatusStoreContract contract) {
    this.contract = contract;
  }

  final StatusStore open() {
    return contract.open();
  }

  final void pass(Duration span) {
    contract.pass(span);
  }

  static SharedVerdict verdict(Kind kind, String key, @Nullable Duration remaining) {
    return new SharedVerdict(A, kind, key, remaining);
  }

  static List<Kind> kinds(StatusStore store) {
    return store.read(A).verdicts().stream().map(SharedVerdict::kind).toList();
  }

  static SharedHealth health(String generation, long epoch) {
    return health(generation, epoch, LONG);
  }

  static SharedHealth health(String generation, long epoch, Duration remaining) {
    return new SharedHealth(
        generation,
        epoch,
        Phase.DOWN,
        remaining,
        2,
        StatusReason.FAULTS,
        "app-1",
        Duration.ofDays(1));
  }

  /** Runs all at one moment, each on its own thread. */
  static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      return results(futures);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> results(List<Future<T>> futures)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return Collections.unmodifiableList(results);
  }
}
