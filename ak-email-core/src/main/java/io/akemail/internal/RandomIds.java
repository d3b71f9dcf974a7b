package io.akemail.internal;

import java.security.SecureRandom;
import java.util.HexFormat;
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
  private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

  private RandomIds() {}

  /** {@return a fresh identifier: 32 lower-case hexadecimal digits (128 bits) at a domain} */
  public static String at(String domain) {
    return PROCESS
        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
        + '@'
        + domain;
  }
}
