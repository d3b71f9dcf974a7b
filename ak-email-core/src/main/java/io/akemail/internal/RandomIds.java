package io.akemail.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Mints identifiers that do not repeat, in this process or in another one.
 *
 * <p>The first 64 bits are drawn once per process from {@link SecureRandom}, the other 64 bits per
 * identifier from {@link ThreadLocalRandom}: no lock and no system call on the hot path. The
 * identifiers are unique, but not secret: whoever sees some of them may guess others.
 *
 * <p>Thread-safe.
 */
public final class RandomIds {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long PROCESS = new SecureRandom().nextLong();

  private RandomIds() {}

  /** {@return a fresh identifier: 32 lower-case hexadecimal digits (128 bits)} */
  public static String next() {
    byte[] text = new byte[32];
    hex(PROCESS, text, 0);
    hex(ThreadLocalRandom.current().nextLong(), text, 16);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void hex(long bits, byte[] text, int from) {
    for (int i = 0; i < 16; i++) {
      text[from + i] = DIGITS[(int) (bits >>> (60 - 4 * i)) & 0xf];
    }
  }
}
