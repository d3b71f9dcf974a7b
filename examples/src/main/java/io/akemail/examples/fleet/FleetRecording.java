package io.akemail.examples.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that happened until some moment. Times are in nanoseconds since the first act. Immutable.
 *
 * @param acts when each act began
 * @param instances their names, in order
 * @param views what was believed, in order of time
 * @param hits calls that reached the servers
 * @param redis when Redis was taken away or given back
 * @param sent how the sends of each instance went
 * @param violations in what requests broke the dialects
 * @param taken mails that the servers took, each counted once
 * @param copies mails that they took once more
 * @param end the moment
 */
record FleetRecording(
    List<Begun> acts,
    List<String> instances,
    List<Sighting> views,
    List<Hit> hits,
    List<Switched> redis,
    Map<String, Wire.Sent> sent,
    List<String> violations,
    long taken,
    long copies,
    long end) {
  static final String SENDGRID = "sendgrid";
  static final String SPARKPOST = "sparkpost";

  FleetRecording {
    acts = List.copyOf(acts);
    instances = List.copyOf(instances);
    views = List.copyOf(views);
    hits = List.copyOf(hits);
    redis = List.copyOf(redis);
    sent = Map.copyOf(sent);
    violations = List.copyOf(violations);
  }

  /**
   * An act began.
   *
   * @param act which
   * @param at when
   * @param noticedAt when the instances had noticed it, or -1
   */
  record Begun(Act act, long at, long noticedAt) {}

  /**
   * A call to a server: of which instance, and whether it carried a mail and the mail was taken.
   */
  record Hit(long at, String instance, String provider, boolean toSend, boolean accepted) {}

  /** Redis was taken away or given back. */
  record Switched(long at, boolean up) {}

  /** When an act ended. */
  long endOf(int act) {
    return act + 1 < acts.size() ? acts.get(act + 1).at() : end;
  }

  /** Whether Redis was taken away at that moment. */
  boolean isRedisAway(long at) {
    boolean away = false;
    for (Switched change : redis) {
      away = change.at() <= at ? !change.up() : away;
    }
    return away;
  }

  /** When an act began and ended; nothing if it was not played. */
  List<Span> spansOf(Act act) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      if (acts.get(i).act() == act) {
        spans.add(new Span(acts.get(i).at(), endOf(i)));
      }
    }
    return spans;
  }

  /** A piece of time. */
  record Span(long from, long to) {
    boolean holds(long at) {
      return at >= from && at < to;
    }

    long length() {
      return to - from;
    }
  }

  /** What an instance believed of a provider, in order, without repeats of what looks alike. */
  List<Sighting> course(String instance, String provider) {
    List<Sighting> course = new ArrayList<>();
    for (Sighting view : views) {
      if (view.instance().equals(instance) && view.provider().equals(provider)) {
        course.add(view);
      }
    }
    return course;
  }

  /** When the view after this one of a course began, or the end. */
  static long endOf(List<Sighting> course, int index, long end) {
    return index + 1 < course.size() ? course.get(index + 1).at() : end;
  }
}
