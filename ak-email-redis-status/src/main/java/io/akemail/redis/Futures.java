package io.akemail.redis;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for things, and not. */
final class Futures {
  private Futures() {}

  /** How it ends concerns nobody. */
  static void forget(CompletionStage<?> stage) {
    var unused = stage.exceptionally(failure -> null);
  }

  /** Waits for the end, good or bad, but only so long. */
  static void await(CompletionStage<?> stage, long millis) {
    try {
      stage.toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // it ends by itself, or with the process
    }
  }
}
