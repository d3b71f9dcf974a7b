package io.akemail.rules;

import io.akemail.spi.Hint;

/** What the provider last said of itself; old hints are none. Not thread-safe. */
final class HintVerdict {
  private Hint hint = Hint.UNKNOWN;
  private long until;

  Hint hint() {
    return hint;
  }

  /**
   * Takes a hint that holds until then.
   *
   * @return whether the provider said before that its sending is out, and says now that it works
   */
  boolean says(Hint newHint, long newUntil) {
    boolean over = hint == Hint.OUTAGE && newHint == Hint.OK;
    hint = newHint;
    until = newUntil;
    return over;
  }

  void tick(long now) {
    if (hint != Hint.UNKNOWN && now - until >= 0) {
      hint = Hint.UNKNOWN;
    }
  }
}
