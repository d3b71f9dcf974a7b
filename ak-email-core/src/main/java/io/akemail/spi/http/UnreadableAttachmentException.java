package io.akemail.spi.http;

import java.io.IOException;

/** An attachment could not be read here, or is not as long as it told: no fault of any provider. */
final class UnreadableAttachmentException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableAttachmentException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, in words of our own. */
  String reason() {
    return reason;
  }
}
