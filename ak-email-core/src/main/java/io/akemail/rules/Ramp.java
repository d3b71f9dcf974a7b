package io.akemail.rules;

/** The share of messages that a recovered provider gets. */
public final class Ramp {
  private static final int PER_MILLE = 1000;
  private static final int FIRST_SHARE = 100;

  private Ramp() {}

  /**
   * Whether a message belongs to the share: a tenth at first, rising linearly to all.
   *
   * @param messageHash decides for the message, so that each attempt of it is decided alike
   * @param elapsedNanos since the ramp began
   * @param rampNanos how long it lasts, more than zero
   */
  public static boolean includes(int messageHash, long elapsedNanos, long rampNanos) {
    if (elapsedNanos >= rampNanos) {
      return true;
    }
    long risen = (PER_MILLE - FIRST_SHARE) * Math.max(0, elapsedNanos) / rampNanos;
    return Math.floorMod(spread(messageHash), PER_MILLE) < FIRST_SHARE + risen;
  }

  /** Mixes the bits, so that poor hashes give even shares (the finisher of MurmurHash3). */
  private static int spread(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
