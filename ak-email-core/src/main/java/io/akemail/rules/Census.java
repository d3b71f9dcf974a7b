package io.akemail.rules;

import java.time.Duration;

/**
 * How many instances are alive, as far as one of them can tell from what the store counts.
 *
 * <p>A store that was away, or lost its memory, counts too few until all have said again that they
 * are alive. So a larger number holds on for as long as they may take; and who came lately and sees
 * nobody else, or more at each count, knows no number yet. Not thread-safe.
 */
public final class Census {
  /** How long an instance counts after it said that it is alive. */
  public static final Duration SPAN = Duration.ofSeconds(15);

  /** How long the others may take to say so: they may give a store that failed half a minute. */
  static final Duration PATIENCE = Duration.ofSeconds(35);

  /** How long no more may come until a newcomer believes that these are all. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  private int members = 1;
  private boolean counted;
  private boolean inTouch;
  private long countedAt;
  private long membersAt;
  private long cameAt;
  private long grewAt;

  /** The store counted so many, this instance included. */
  public void counts(int alive, long now) {
    if (!counted || isOver(countedAt, SPAN, now)) {
      cameAt = now;
    }
    membersAt = inTouch ? membersAt : now;
    grewAt = alive > members ? now : grewAt;
    if (alive >= members || isOver(membersAt, PATIENCE, now)) {
      members = alive;
      membersAt = now;
    }
    counted = true;
    inTouch = true;
    countedAt = now;
  }

  /** The store failed: it may count too few when it is back. */
  public void lost() {
    inTouch = false;
  }

  /** How many are alive, by the latest count that can be believed. */
  public int members() {
    return members;
  }

  /** Whether this instance came so lately that there may be any number of others. */
  public boolean isNew(long now) {
    boolean came = !counted || !isOver(cameAt, PATIENCE, now);
    return came && (members == 1 || !isOver(grewAt, SETTLED, now));
  }

  private static boolean isOver(long since, Duration span, long now) {
    return now - since >= span.toNanos();
  }
}
