package io.akemail;

import java.util.ArrayList;
import java.util.List;

/** When something was so, over the whole run. */
final class SimTimes {
  private static final long OPEN = Long.MAX_VALUE;

  private record Span(long from, long to) {}

  private final List<Span> spans = new ArrayList<>();

  void begin(long now) {
    if (!isOn()) {
      spans.add(new Span(now, OPEN));
    }
  }

  void end(long now) {
    if (isOn()) {
      spans.set(spans.size() - 1, new Span(spans.get(spans.size() - 1).from(), now));
    }
  }

  /** It is so from now on for a while. */
  void add(long from, long to) {
    spans.add(new Span(from, to));
  }

  boolean isOn() {
    return !spans.isEmpty() && spans.get(spans.size() - 1).to() == OPEN;
  }

  boolean wasEver() {
    return !spans.isEmpty();
  }

  /** Whether it was so at some time between the two. */
  boolean wasBetween(long from, long to) {
    return spans.stream().anyMatch(span -> span.from() <= to && span.to() >= from);
  }

  /** Whether it was so all the time between the two. */
  boolean wasAlwaysBetween(long from, long to) {
    return spans.stream().anyMatch(span -> span.from() <= from && span.to() >= to);
  }
}
