package io.akemail.rules;

import io.akemail.outbox.OutboxCounts;
import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which matters are for a person, from when to when.
 *
 * <p>Pure: it is told events and looks when it is asked to, each time with the time in monotonic
 * nanoseconds. Not thread-safe. A matter begins only after it has lasted for a while, so that a
 * blink pages nobody; it ends by a sign that it is over, never by a lack of signs. Between two
 * beginnings of one matter is always its end.
 *
 * <p>Nothing begins while a provider that is out is being tried with a message, or waits for one to
 * be tried with: on an idle host nobody knows whether it works, until that message comes.
 */
public final class Alarms {
  /** No provider is usable for so long: {@link Kind#ALL_OUT}. */
  static final Duration ALL_OUT_AFTER = Duration.ofSeconds(5);

  /** A provider is not usable for so long: {@link Kind#ONE_OUT}. */
  static final Duration ONE_OUT_AFTER = Duration.ofSeconds(60);

  /** ... while others are, for so long: not in the seconds in which all come back. */
  static final Duration OTHERS_CARRY_AFTER = Duration.ofSeconds(5);

  /** From this part of its limits on an outbox is filling, ... */
  static final double FILLING_FROM = 0.8;

  /** ... and below this it is not any more. */
  static final double ROOMY_BELOW = 0.6;

  /** So old may a waiting message be, while some provider is usable for so long. */
  static final Duration WAITS_AT_MOST = Duration.ofMinutes(10);

  /** The outbox itself fails for so long: {@link Kind#OUTBOX_STUCK}. */
  static final Duration FAILS_AT_MOST = Duration.ofSeconds(10);

  /** That a matter is not about one provider. */
  public static final int NOBODY = -1;

  /** What a matter is about. */
  public enum Kind {
    /** A provider refuses the credential. Ends when it does not any more. */
    CREDENTIAL_REFUSED,
    /** No provider is usable, for whatever reason. Ends when one is. */
    ALL_OUT,
    /**
     * A provider is not usable while others are, neither by an operator's word nor for a refused
     * credential. Ends when it is used again.
     */
    ONE_OUT,
    /** The outbox is nearly full. */
    OUTBOX_FILLING,
    /** A message waits for long though providers are usable, or the outbox does not work. */
    OUTBOX_STUCK
  }

  /**
   * A matter begins or ends.
   *
   * @param provider its place in the order of configuration, or {@link #NOBODY}
   * @param begins whether it begins
   * @param since when what is behind it began, which is before the matter itself began
   */
  public record News(Kind kind, int provider, boolean begins, long since) {}

  private final One[] ones;
  private final Bell allOut = new Bell(Kind.ALL_OUT, NOBODY);
  private final Bell filling = new Bell(Kind.OUTBOX_FILLING, NOBODY);
  private final Bell stuck = new Bell(Kind.OUTBOX_STUCK, NOBODY);
  private final List<News> news = new ArrayList<>();
  private boolean usable = true;
  private long turnedAt; // when the first became usable, or the last stopped being so
  private double fill;
  private boolean hasOld;
  private long oldSince;
  private boolean fails;
  private long failsSince;
  private long failedAt;
  private boolean pending;

  /**
   * All is well.
   *
   * @param providers how many there are
   */
  public Alarms(int providers, long now) {
    this.turnedAt = now;
    this.ones = new One[providers];
    for (int i = 0; i < providers; i++) {
      ones[i] = new One(i);
    }
  }

  /** How full the outbox is, and how old the oldest message in it. */
  public void outboxHolds(OutboxCounts counts, long now) {
    fill = counts.fill();
    Duration age = counts.oldestAge().orElse(Duration.ZERO);
    hasOld = age.compareTo(WAITS_AT_MOST) > 0;
    oldSince = now - age.toNanos();
  }

  /** The outbox did not do what it was asked to. */
  public void outboxFails(long now) {
    if (!fails) {
      fails = true;
      failsSince = now;
    }
    failedAt = now;
  }

  /** The outbox did what it was asked to. */
  public void outboxWorks() {
    fails = false;
  }

  /**
   * What begins and ends by now.
   *
   * @param standings of all providers, in the order of configuration
   */
  public List<News> look(List<Standing> standings, long now) {
    news.clear();
    pending = false;
    boolean nowUsable = standings.stream().anyMatch(Alarms::isUsable);
    if (nowUsable != usable) {
      usable = nowUsable;
      turnedAt = now;
    }
    boolean decided = standings.stream().noneMatch(Alarms::isBeingTried);
    allOut.set(!usable && decided && isOver(turnedAt, ALL_OUT_AFTER, now), usable, turnedAt);
    for (One one : ones) {
      one.look(standings.get(one.index), now);
    }
    filling.set(fill >= FILLING_FROM, fill < ROOMY_BELOW, now);
    boolean broken = isOutboxBroken();
    boolean waiting = hasOld && usable && now - turnedAt >= WAITS_AT_MOST.toNanos();
    stuck.set(broken || waiting, !fails && !hasOld, broken ? failsSince : oldSince);
    return List.copyOf(news);
  }

  /** Whether the outbox has failed for so long that it is for a person. */
  public boolean isOutboxBroken() {
    return fails && failedAt - failsSince >= FAILS_AT_MOST.toNanos();
  }

  /** Whether something begins by time alone, if nothing happens. */
  public boolean isPending() {
    return pending;
  }

  /** Whether the time is over; if not, it is to be looked at again. */
  private boolean isOver(long from, Duration span, long now) {
    boolean over = now - from >= span.toNanos();
    pending |= !over;
    return over;
  }

  private static boolean isUsable(Standing standing) {
    return switch (standing.state()) {
      case UP, SUSPECT, RAMPING -> true;
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT, DOWN, PROBING -> false;
    };
  }

  private static boolean isBeingTried(Standing standing) {
    return standing.state() == ProviderState.PROBING || standing.offer() != Offer.NONE;
  }

  /** One provider. */
  private final class One {
    final int index;
    private final Bell refused;
    private final Bell out;
    private boolean gone;
    private long goneAt;

    One(int index) {
      this.index = index;
      this.refused = new Bell(Kind.CREDENTIAL_REFUSED, index);
      this.out = new Bell(Kind.ONE_OUT, index);
    }

    void look(Standing standing, long now) {
      ProviderState state = standing.state();
      boolean byOperator = state == ProviderState.DISABLED || state == ProviderState.DRAINING;
      boolean isRefused = state == ProviderState.MISCONFIGURED;
      refused.set(isRefused, !isRefused && !byOperator, now);
      boolean inUse = isUsable(standing);
      boolean nowGone = !inUse && !byOperator; // an operator's word hides how long it was out
      if (nowGone && !gone) {
        goneAt = now;
      }
      gone = nowGone;
      boolean isOut = gone && !isRefused && !isBeingTried(standing);
      boolean begins =
          isOut
              && usable
              && isOver(turnedAt, OTHERS_CARRY_AFTER, now)
              && isOver(goneAt, ONE_OUT_AFTER, now);
      out.set(begins, inUse, goneAt);
    }
  }

  /** One matter: it rings, or it does not. */
  private final class Bell {
    private final Kind kind;
    private final int provider;
    private boolean rings;
    private long since;

    Bell(Kind kind, int provider) {
      this.kind = kind;
      this.provider = provider;
    }

    void set(boolean begins, boolean ends, long from) {
      if (begins && !rings) {
        rings = true;
        since = from;
        news.add(new News(kind, provider, true, since));
      } else if (ends && rings) {
        rings = false;
        news.add(new News(kind, provider, false, since));
      }
    }
  }
}
