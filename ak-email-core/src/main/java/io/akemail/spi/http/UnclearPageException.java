package io.akemail.spi.http;

import java.io.IOException;

/** A status page says nothing beyond doubt; the message tells why, in words of our own. */
final class UnclearPageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnclearPageException(String why) {
    super(why);
  }
}
