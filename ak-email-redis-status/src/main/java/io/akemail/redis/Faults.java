package io.akemail.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, in words that are short and hold nothing from outside but plain text. */
final class Faults {
  private static final int MOST_CHARS = 120;

  private Faults() {}

  /** A fault of one call as it is told to who made it. Without a cause: those tell too much. */
  static RedisException of(Throwable failure) {
    Throwable root = root(failure);
    String text = "status store: " + text(root);
    if (root instanceof RedisCommandExecutionException) {
      return new RedisCommandExecutionException(text);
    }
    if (root instanceof RedisCommandTimeoutException) {
      return new RedisCommandTimeoutException(text);
    }
    return new RedisConnectionException(text);
  }

  /** The failure in words. */
  static String text(Throwable failure) {
    Throwable root = root(failure);
    String message = root.getMessage();
    String text = message == null ? root.getClass().getSimpleName() : message;
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() <= MOST_CHARS ? plain : plain.substring(0, MOST_CHARS) + "...";
  }

  /** The first failure that says something of its own. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof ExecutionException
            || root instanceof CompletionException
            || root instanceof RedisConnectionException)) {
      root = root.getCause();
    }
    return root;
  }
}
