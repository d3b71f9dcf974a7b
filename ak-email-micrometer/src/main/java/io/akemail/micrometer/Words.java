package io.akemail.micrometer;

import io.akemail.EmailCancelledException;
import io.akemail.EmailException;
import io.akemail.EmailRejectedException;
import io.akemail.EmailUnavailableException;
import io.akemail.Receipt;
import java.util.List;
import java.util.Locale;

/** The values of tags: words of a closed vocabulary, never text from outside. */
final class Words {
  static final String ACCEPTED = "accepted";
  static final String QUEUED = "queued";
  static final String REJECTED = "rejected";
  static final String UNAVAILABLE = "unavailable";
  static final String UNKNOWN = "unknown";
  static final String CANCELLED = "cancelled";
  static final String ABANDONED = "abandoned";
  static final String ERROR = "error";

  /** What may become of a message. */
  static final List<String> RESULTS =
      List.of(ACCEPTED, QUEUED, REJECTED, UNAVAILABLE, UNKNOWN, CANCELLED);

  private Words() {}

  /** A constant as a tag's value: {@code over_limit}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What became of a send that did not fail. */
  static String result(Receipt receipt) {
    return receipt.isQueued() ? QUEUED : ACCEPTED;
  }

  /** What became of a send that failed. */
  static String result(EmailException failure) {
    if (failure instanceof EmailRejectedException) {
      return REJECTED;
    }
    if (failure instanceof EmailUnavailableException) {
      return UNAVAILABLE;
    }
    return failure instanceof EmailCancelledException ? CANCELLED : UNKNOWN;
  }
}
