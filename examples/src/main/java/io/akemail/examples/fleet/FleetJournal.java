package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.fleet.FleetRecording.Hit;
import io.akemail.examples.fleet.FleetRecording.Switched;
import io.akemail.testkit.ServerCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what nodes, servers and the play tell. Thread-safe. */
final class FleetJournal {
  private final List<String> instances;
  private final long nanoTimeAtZero = System.nanoTime() - Reporter.nanos(Instant.now());
  private final List<Begun> acts = new ArrayList<>();
  private final List<Sighting> views = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<Switched> redis = new ArrayList<>();
  private final Map<String, Wire.Sent> sent = new HashMap<>();
  private final Set<String> ready = new HashSet<>();
  private final List<String> log = new ArrayList<>();
  private long origin = now();
  private long end = -1;

  FleetJournal(List<String> instances) {
    this.instances = List.copyOf(instances);
  }

  /** Nanoseconds since 1970, that go on evenly. */
  long now() {
    return System.nanoTime() - nanoTimeAtZero;
  }

  /** The play begins now. */
  synchronized void begin() {
    origin = now();
  }

  /** What comes now is not shown, but counted. */
  synchronized void end() {
    end = now();
  }

  synchronized void entered(Act act) {
    acts.add(new Begun(act, now(), -1));
  }

  /** The instances have noticed the act that goes on. */
  synchronized void noticed() {
    Begun last = acts.remove(acts.size() - 1);
    acts.add(new Begun(last.act(), last.at(), now()));
  }

  synchronized void switched(boolean up) {
    redis.add(new Switched(now(), up));
  }

  /** A line of a node's standard output. */
  synchronized void said(String instance, String line) {
    Wire.Said said = Wire.parse(instance, line).orElse(null);
    if (said instanceof Wire.Seen seen) {
      views.add(seen.sighting());
    } else if (said instanceof Wire.Sent counts) {
      sent.put(instance, counts);
    } else if (said instanceof Wire.Ready) {
      ready.add(instance);
    } else {
      logged(instance, line);
    }
  }

  synchronized void logged(String instance, String line) {
    log.add(instance + ": " + line);
  }

  synchronized List<String> log() {
    return List.copyOf(log);
  }

  synchronized boolean areAllReady() {
    return ready.size() == instances.size();
  }

  synchronized void hit(String instance, String provider, ServerCall call) {
    long at = call.atNanos() - nanoTimeAtZero;
    hits.add(new Hit(at, instance, provider, call.toSend(), call.accepted()));
  }

  /** What each instance believes of a provider now; those that said nothing yet are not there. */
  synchronized List<Sighting> latest(String provider) {
    List<Sighting> latest = new ArrayList<>();
    for (String instance : instances) {
      Sighting last = null;
      for (Sighting view : views) {
        if (view.instance().equals(instance) && view.provider().equals(provider)) {
          last = view;
        }
      }
      if (last != null) {
        latest.add(last);
      }
    }
    return latest;
  }

  synchronized FleetRecording recording(Servers servers) {
    List<Sighting> ordered = new ArrayList<>();
    views.forEach(view -> ordered.add(view.at(since(view.at()))));
    ordered.sort(Comparator.comparingLong(Sighting::at));
    return new FleetRecording(
        acts.stream()
            .map(
                begun ->
                    new Begun(
                        begun.act(),
                        since(begun.at()),
                        begun.noticedAt() < 0 ? -1 : since(begun.noticedAt())))
            .toList(),
        instances,
        ordered,
        hits.stream()
            .filter(hit -> hit.at() >= origin)
            .map(
                hit ->
                    new Hit(
                        since(hit.at()),
                        hit.instance(),
                        hit.provider(),
                        hit.toSend(),
                        hit.accepted()))
            .toList(),
        redis.stream().map(change -> new Switched(since(change.at()), change.up())).toList(),
        sent,
        servers.violations(),
        servers.taken(),
        servers.copies(),
        since(end < 0 ? now() : end));
  }

  private long since(long at) {
    return Math.max(0, at - origin);
  }
}
