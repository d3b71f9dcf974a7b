package io.akemail.rules;

import io.akemail.message.MessageId;
import io.akemail.spi.ProviderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One key per message and provider. */
public final class IdempotencyKeys {
  private static final int DIGEST_BYTES = 16;

  private IdempotencyKeys() {}

  /**
   * The key: 32 hex digits, the same for the same message and provider.
   *
   * <p>A digest of the whole id: two messages with one key would be one mail to the provider.
   */
  public static String of(MessageId message, ProviderId provider) {
    String text = message.value() + ' ' + provider.value();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
