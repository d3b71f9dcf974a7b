package io.akemail.spi;

/** On which side of the wire a fault arose, as far as the sending host can tell. */
public enum Origin {
  /**
   * At the provider: an HTTP answer was parsed, or a time-out or reset came after the handshake of
   * a connection opened for this very attempt.
   */
  PROVIDER,
  /** Perhaps here: DNS, connect, TLS, or any fault on a connection that was used before. */
  LOCAL
}
