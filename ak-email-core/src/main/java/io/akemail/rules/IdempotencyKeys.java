package io.akemail.rules;

import io.akemail.message.MessageId;
import io.akemail.spi.ProviderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One key per message and provider. */
public final class IdempotencyKeys {
  private static final int MINTED_LENGTH = 32;
  private static final int MAX_LENGTH = 64;
  private static final int DIGEST_BYTES = 16;

  private IdempotencyKeys() {}

  /** The key: 1 to 64 of {@code A-Z a-z 0-9 -}, the same for the same message and provider. */
  public static String of(MessageId message, ProviderId provider) {
    String id = message.value();
    String name = provider.value();
    if (isMinted(id) && MINTED_LENGTH + 1 + name.length() <= MAX_LENGTH) {
      return id.substring(0, MINTED_LENGTH) + '-' + name;
    }
    return digest(id + ' ' + name);
  }

  private static boolean isMinted(String id) {
    if (id.length() <= MINTED_LENGTH || id.charAt(MINTED_LENGTH) != '@') {
      return false;
    }
    for (int i = 0; i < MINTED_LENGTH; i++) {
      if (!HexFormat.isHexDigit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
