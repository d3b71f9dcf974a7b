package io.akemail;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs code of others (listeners, strategies, stores, providers) so that its faults stay its own:
 * one log line names the guest and the kind of fault, and nothing else of it, since an exception's
 * text may hold anything.
 */
final class Guests {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);

  /** What the guest answers, or the fallback if it throws or answers null. */
  <T> T ask(String guest, Supplier<@Nullable T> question, T fallback) {
    try {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      LOG.warn("The {} answered null; it is passed over", guest);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      complain(guest, e);
    }
    return fallback;
  }

  /** Runs the guest's action to its end or its fault. */
  void run(String guest, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      complain(guest, e);
    }
  }

  private static void complain(String guest, Throwable fault) {
    LOG.warn("The {} threw {}; it is passed over", guest, fault.getClass().getName());
  }
}
