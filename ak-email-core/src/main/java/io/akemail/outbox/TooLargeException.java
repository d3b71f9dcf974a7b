package io.akemail.outbox;

import java.io.IOException;

/** More bytes than may be written. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long most) {
    super("the message takes more than " + most + " bytes");
  }
}
