package io.akemail.alert;

import io.akemail.Alert;
import io.akemail.internal.Heartbeat;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people were told of each matter, and what they are to be told next, by whom and when: driven
 * by the time given, in monotonic nanoseconds. Thread-safe.
 *
 * <p>A matter is a kind of alert of a provider. Not each alert is told, but what became of the
 * matter since it was last told: so it is bounded, however long nothing can be told, and what is
 * told is true when it is told. That a matter began is told at once, but not again within the quiet
 * period. That it is over is told at once if people believe that it holds. What begins and ends
 * within the quiet period is told in one letter after it.
 */
final class Matters {
  private static final int MAX = 500;
  private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LATER_NANOS = Duration.ofMinutes(1).toNanos();

  private final long quietNanos;
  private final Map<Key, Matter> matters = new LinkedHashMap<>(); // the longest untouched first
  private long leftOut;

  /**
   * Nothing has happened.
   *
   * @param quiet for how long the same beginning is not told again
   */
  Matters(Duration quiet) {
    this.quietNanos = quiet.toNanos();
  }

  private record Key(Alert.Kind kind, Optional<ProviderId> provider) {
    static Key of(Alert alert) {
      return new Key(alert.kind(), alert.provider());
    }
  }

  private static final class Matter {
    private Alert last;
    private boolean known;
    private long begins;
    private long ends;
    private long firstAt;
    private long quietUntil;
    private long laterUntil;
    private boolean failed;

    Matter(Alert first, long now) {
      last = first;
      quietUntil = now;
      laterUntil = now;
    }

    boolean isRaised() {
      return last.phase() == Alert.Phase.RAISED;
    }

    boolean hasNews() {
      return begins + ends > 0;
    }

    /** When it may be told. */
    long dueAt() {
      boolean isEnd = known && !isRaised();
      return isEnd || laterUntil - quietUntil > 0 ? laterUntil : quietUntil;
    }

    boolean isForgettable(long now) {
      return !hasNews() && !known && now - dueAt() >= 0;
    }
  }

  /** An alert was raised, or is over. */
  synchronized void hear(Alert alert, long now) {
    Key key = Key.of(alert);
    Matter matter = matters.remove(key);
    boolean begins = alert.phase() == Alert.Phase.RAISED;
    if (matter == null) {
      if (!begins) {
        return; // of its beginning nothing is known
      }
      makeRoom(now);
      matter = new Matter(alert, now);
    }
    matters.put(key, matter);
    if (!begins && !matter.isRaised()) {
      return;
    }
    if (!matter.hasNews()) {
      matter.firstAt = now;
    }
    matter.last = alert;
    matter.begins += begins ? 1 : 0;
    matter.ends += begins ? 0 : 1;
  }

  private void makeRoom(long now) {
    if (matters.size() >= MAX) {
      matters.values().removeIf(matter -> matter.isForgettable(now));
    }
    if (matters.size() >= MAX) {
      Matter eldest = matters.remove(matters.keySet().iterator().next());
      leftOut += eldest == null ? 0 : eldest.begins + eldest.ends;
    }
  }

  /** What is to be told now: of what has waited longest. */
  synchronized @Nullable Letter next(long now) {
    Matter first = null;
    for (Matter matter : matters.values()) {
      if (matter.hasNews()
          && now - matter.dueAt() >= 0
          && (first == null || matter.firstAt - first.firstAt < 0)) {
        first = matter;
      }
    }
    if (first == null) {
      return null;
    }
    Duration span = Duration.ofNanos(now - first.firstAt);
    return new Letter(first.last, first.known, first.begins, first.ends, span, leftOut);
  }

  /** In how many nanoseconds something is to be told, if nothing happens. */
  synchronized long pause(long now) {
    long pause = Heartbeat.REST;
    for (Matter matter : matters.values()) {
      if (matter.hasNews()) {
        pause = Math.min(pause, Math.max(0, matter.dueAt() - now));
      }
    }
    return pause;
  }

  /** The letter has arrived. */
  synchronized void told(Letter letter, long now) {
    leftOut -= letter.leftOut();
    Matter matter = matters.get(Key.of(letter.last()));
    if (matter == null) {
      return;
    }
    matter.known = letter.isRaised();
    matter.begins = Math.max(0, matter.begins - letter.begins());
    matter.ends = Math.max(0, matter.ends - letter.ends());
    matter.firstAt = now;
    matter.failed = false;
    if (letter.begins() > 0) {
      matter.quietUntil = now + quietNanos;
    }
  }

  /** The letter did not arrive: once more soon, then not for a while. */
  synchronized void failed(Letter letter, long now) {
    Matter matter = matters.get(Key.of(letter.last()));
    if (matter != null) {
      long pause = matter.failed ? Math.max(quietNanos, LATER_NANOS) : AGAIN_NANOS;
      matter.laterUntil = now + pause;
      matter.failed = !matter.failed;
    }
  }

  /** The letter will never be taken: nobody hears of the matter until it begins anew. */
  synchronized void refused(Letter letter) {
    matters.remove(Key.of(letter.last()));
    leftOut += letter.begins() + letter.ends();
  }

  /** How many alerts were not told yet. */
  synchronized long untold() {
    return leftOut
        + matters.values().stream().mapToLong(matter -> matter.begins + matter.ends).sum();
  }
}
