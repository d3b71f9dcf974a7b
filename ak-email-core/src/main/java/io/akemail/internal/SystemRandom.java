package io.akemail.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The machine's source of chance for jitter; not for secrets. */
public final class SystemRandom {
  private SystemRandom() {}

  /** A generator for use by many threads. */
  public static RandomGenerator generator() {
    return () -> ThreadLocalRandom.current().nextLong();
  }
}
