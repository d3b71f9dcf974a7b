package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.fleet.FleetRecording.Hit;
import io.akemail.examples.fleet.FleetRecording.Switched;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Made-up plays: one in which all is as it should be, and changes to it. */
final class Plays {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final List<String> INSTANCES = List.of("shop-1", "shop-2", "shop-3");

  private final List<Begun> acts = new ArrayList<>();
  private final List<Sighting> views = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private Wire.Sent sent = new Wire.Sent(100, 0, "");
  private long taken = 300;

  private Plays() {}

  /** Each act lasts ten seconds, and is noticed in two. */
  static Plays good() {
    Plays play = new Plays();
    for (Act act : Act.values()) {
      long at = act.ordinal() * 10 * SECOND;
      play.acts.add(new Begun(act, at, at + 2 * SECOND));
    }
    for (String instance : INSTANCES) {
      play.sees(instance, 0, ProviderState.UP, "");
      play.outage(instance, 30, 50, "shop-1");
      play.outage(instance, 70, 80, "shop-2");
    }
    play.sees("shop-2", 80 * SECOND + 300 * MILLI, ProviderState.PROBING, "shop-2");
    return play;
  }

  /** From one second to another. */
  private void outage(String instance, int from, int to, String by) {
    int index = INSTANCES.indexOf(instance);
    sees(instance, from * SECOND + (1000 + 10 * index) * MILLI, ProviderState.DOWN, by);
    sees(instance, to * SECOND + (400 + 10 * index) * MILLI, ProviderState.RAMPING, by);
    sees(instance, to * SECOND + (2000 + 10 * index) * MILLI, ProviderState.UP, by);
  }

  Plays sees(String instance, long at, ProviderState state, String by) {
    StatusReason reason = StatusReason.FAULTS;
    boolean shared = !by.isEmpty();
    views.add(
        new Sighting(
            at, instance, FleetRecording.SENDGRID, state, reason, shared, by, 3, true, "why"));
    return this;
  }

  Plays without(String instance, ProviderState state) {
    views.removeIf(view -> view.instance().equals(instance) && view.state() == state);
    return this;
  }

  Plays caught(String instance, long at) {
    hits.add(new Hit(at, instance, FleetRecording.SENDGRID, true, false));
    return this;
  }

  Plays sent(Wire.Sent each) {
    sent = each;
    return this;
  }

  Plays taken(long mails) {
    taken = mails;
    return this;
  }

  Plays missed(Act act) {
    acts.replaceAll(begun -> begun.act() == act ? new Begun(act, begun.at(), -1) : begun);
    return this;
  }

  FleetRecording recording() {
    List<Sighting> ordered = new ArrayList<>(views);
    ordered.sort(Comparator.comparingLong(Sighting::at));
    return new FleetRecording(
        acts,
        INSTANCES,
        ordered,
        hits,
        List.of(new Switched(40 * SECOND, false), new Switched(60 * SECOND, true)),
        Map.of("shop-1", sent, "shop-2", sent, "shop-3", sent),
        List.of(),
        taken,
        0,
        90 * SECOND);
  }
}
