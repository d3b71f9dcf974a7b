package io.akemail.spi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A credential that cannot be printed by accident.
 *
 * <p>{@code toString} is constant, and there is no {@code equals} by value. Immutable.
 */
public final class Secret {
  private static final int FINGERPRINT_BYTES = 8;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a credential, with surrounding white space removed (a line end of a secrets file).
   *
   * @param name the setting's name for the error, such as {@code apiKey}
   * @throws IllegalArgumentException if the value is blank, or holds a character that cannot stand
   *     in an HTTP header field (RFC 9110, 5.5: other than visible ASCII); the value is not shown
   */
  public static Secret of(String name, String value) {
    String trimmed = value.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(name + ": is blank");
    }
    for (int i = 0; i < trimmed.length(); i++) {
      if (trimmed.charAt(i) <= ' ' || trimmed.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException(
            name + ": holds a character that is not visible ASCII, at position " + i);
      }
    }
    return new Secret(trimmed);
  }

  /** The credential itself, for the request that needs it and for nothing else. */
  public String reveal() {
    return value;
  }

  /**
   * The first 16 hex digits of HMAC-SHA-256 over the credential: tells two credentials apart
   * without telling either.
   *
   * @param salt the deployment's salt, at least one byte
   */
  public String fingerprint(byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
