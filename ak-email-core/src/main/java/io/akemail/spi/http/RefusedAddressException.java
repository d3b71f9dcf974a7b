package io.akemail.spi.http;

import java.io.IOException;

/** A connection was not opened, because it would lead into this host or a private network. */
final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedAddressException() {
    super("address of a local network");
  }
}
