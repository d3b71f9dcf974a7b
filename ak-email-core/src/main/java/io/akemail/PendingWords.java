package io.akemail;

import io.akemail.rules.Standing;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this sender was told and the store does not know yet: by topic, the newest only, so that a
 * store that hangs costs no memory. Thread-safe.
 */
final class PendingWords {

  /** A verdict with its end, or the end of a verdict. */
  record Word(Route route, Kind kind, String key, long until, boolean ends) {
    SharedVerdict verdict(long now) {
      Duration left = until == Standing.NO_TIMER ? null : Duration.ofNanos(until - now);
      return new SharedVerdict(route.id(), kind, key, left);
    }
  }

  private record Place(Route route, Topic topic) {}

  private final Map<Place, Word> waiting = new LinkedHashMap<>(); // guarded by itself

  void put(Word word) {
    synchronized (waiting) {
      waiting.put(new Place(word.route(), word.kind().topic()), word);
    }
  }

  boolean isEmpty() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  /** Writes what waits; what the store throws at still waits for the next time. */
  void writeTo(StatusStore store, Engine engine) {
    List<Map.Entry<Place, Word>> words;
    synchronized (waiting) {
      words = List.copyOf(waiting.entrySet());
    }
    for (Map.Entry<Place, Word> entry : words) {
      Word word = entry.getValue();
      SharedVerdict verdict = word.verdict(engine.nanos());
      if (word.ends()) {
        store.remove(verdict);
      } else if (verdict.timer().map(left -> !left.isNegative() && !left.isZero()).orElse(true)) {
        store.put(verdict);
      }
      synchronized (waiting) {
        waiting.remove(entry.getKey(), word);
      }
    }
  }
}
