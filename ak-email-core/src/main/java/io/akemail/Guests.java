package io.akemail;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs code of others (listeners, strategies, stores, providers) so that its faults stay its own:
 * one log line names the guest and the kind of fault, and nothing else of it, since an exception's
 * text may hold anything.
 *
 * <p>Whatever a guest throws is its fault: other languages throw checked exceptions unannounced,
 * and an assertion that fails is an error. Only a machine that is at its end is everybody's.
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
    } catch (Throwable e) {
      complain(guest, e);
    }
    return fallback;
  }

  /** Runs the guest's action to its end or its fault. */
  void run(String guest, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      complain(guest, e);
    }
  }

  /** The fault in words; an interruption is kept, the end of the machine is thrown on. */
  static String nameOf(Throwable fault) {
    if (fault instanceof VirtualMachineError end && !(fault instanceof StackOverflowError)) {
      throw end;
    }
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return fault.getClass().getName();
  }

  private static void complain(String guest, Throwable fault) {
    LOG.warn("The {} threw {}; it is passed over", guest, nameOf(fault));
  }
}
