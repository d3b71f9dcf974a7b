package io.akemail.outbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An outbox could not do what it was asked to. The text holds no content and no recipient. */
public final class OutboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** As many messages or bytes as allowed wait already. Not stored. */
    FULL,
    /** The message alone is larger than one may be. Not stored. */
    TOO_LARGE,
    /**
     * Another live message has its dedupe key, or it was here before and has failed. Not stored.
     */
    DUPLICATE,
    /** An attachment could not be read. Not stored. */
    ATTACHMENT,
    /** The storage does not do its part: out of reach, out of space, read-only. Not stored. */
    STORAGE,
    /** The storage failed in such a way that the message may or may not be stored. */
    UNCERTAIN
  }

  private final Reason reason;

  /**
   * Makes one.
   *
   * @param text what happened and what to do; no content, no recipient, no secret
   * @param cause from the storage; null if there is none
   */
  public OutboxException(Reason reason, String text, @Nullable Throwable cause) {
    super(text, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
