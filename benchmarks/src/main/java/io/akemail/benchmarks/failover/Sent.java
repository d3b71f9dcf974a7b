package io.akemail.benchmarks.failover;

import io.akemail.Attempt;
import io.akemail.EmailException;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message and what became of it.
 *
 * @param message the message
 * @param endNanos when the caller had the result
 * @param receipt the receipt, or null
 * @param failure the failure, or null
 */
record Sent(
    EmailMessage message,
    long endNanos,
    @Nullable Receipt receipt,
    @Nullable EmailException failure) {

  List<Attempt> attempts() {
    if (receipt != null) {
      return receipt.attempts();
    }
    return failure == null ? List.of() : failure.attempts();
  }

  boolean isFlagged() {
    return receipt != null && receipt.possibleDuplicate();
  }
}
