package io.akemail;

import io.akemail.message.EmailMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one message of several: a receipt or a failure, never both. Immutable. */
public final class SendResult {
  private final EmailMessage message;
  private final @Nullable Receipt receipt;
  private final @Nullable EmailException failure;

  private SendResult(
      EmailMessage message, @Nullable Receipt receipt, @Nullable EmailException failure) {
    this.message = message;
    this.receipt = receipt;
    this.failure = failure;
  }

  static SendResult sent(EmailMessage message, Receipt receipt) {
    return new SendResult(message, receipt, null);
  }

  static SendResult failed(EmailMessage message, EmailException failure) {
    return new SendResult(message, null, failure);
  }

  /** The message. */
  public EmailMessage message() {
    return message;
  }

  /** Whether a provider accepted it; false if it waits in the outbox. */
  public boolean isSent() {
    return receipt != null && !receipt.isQueued();
  }

  /** The receipt, if a provider accepted it or it waits in the outbox. */
  public Optional<Receipt> receipt() {
    return Optional.ofNullable(receipt);
  }

  /** Why not, if no provider accepted it and it does not wait either. */
  public Optional<EmailException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * The receipt.
   *
   * @throws EmailException the failure, if there is no receipt
   */
  public Receipt orThrow() {
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(receipt).orElseThrow();
  }
}
