package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.fleet.FleetRecording.Span;
import io.akemail.status.ProviderState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A time in which SendGrid failed for all, and how the instances came to know it and its end.
 *
 * @param failedAt when it began
 * @param healedAt when it ended
 * @param isSolitary whether Redis was away at its end
 * @param knew when each instance held it for down, -1 if it never did
 * @param by who said so to each
 * @param back when each instance used it again, -1 if it never did
 * @param probes how many mails each tried it with afterwards
 * @param caught mails that each sent to it before, in vain
 * @param wasted mails that each sent to it while it held it for down
 */
record Outage(
    long failedAt,
    long healedAt,
    boolean isSolitary,
    Map<String, Long> knew,
    Map<String, String> by,
    Map<String, Long> back,
    Map<String, Integer> probes,
    Map<String, Integer> caught,
    Map<String, Integer> wasted) {
  /** Calls that had begun before. */
  private static final long GRACE = 100_000_000;

  /** Every outage of all, in order. */
  static List<Outage> of(FleetRecording recording) {
    return recording.acts().stream()
        .filter(begun -> begun.act() == Act.ALL_FAIL || begun.act() == Act.ALL_FAIL_AGAIN)
        .map(begun -> of(recording, begun))
        .toList();
  }

  private static Outage of(FleetRecording recording, Begun begun) {
    Act end = begun.act() == Act.ALL_FAIL ? Act.ALL_HEAL : Act.ALL_HEAL_AGAIN;
    List<Span> healing = recording.spansOf(end);
    long healed = healing.isEmpty() ? recording.end() : healing.get(0).from();
    long over = healing.isEmpty() ? recording.end() : healing.get(0).to();
    Outage outage =
        new Outage(
            begun.at(),
            healed,
            recording.isRedisAway(healed),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    recording.instances().forEach(instance -> outage.follow(recording, instance, over));
    return outage;
  }

  private void follow(FleetRecording recording, String instance, long over) {
    List<Sighting> course = recording.course(instance, FleetRecording.SENDGRID);
    long down = -1;
    long up = -1;
    int tried = 0;
    boolean probing = false;
    String says = "";
    for (Sighting view : course) {
      if (view.at() < failedAt || view.at() >= over) {
        continue;
      }
      if (down < 0 && view.state() == ProviderState.DOWN) {
        down = view.at();
        says = view.source();
      }
      boolean probes = view.state() == ProviderState.PROBING;
      tried += probes && !probing ? 1 : 0;
      probing = probes;
      if (down >= 0 && up < 0 && isInUse(view)) {
        up = view.at();
      }
    }
    knew.put(instance, down);
    by.put(instance, says);
    back.put(instance, up);
    probes.put(instance, tried);
    long known = down < 0 ? healedAt : Math.min(healedAt, down + GRACE);
    caught.put(instance, mails(recording, instance, new Span(failedAt, known)));
    wasted.put(instance, mails(recording, instance, new Span(known, healedAt)));
  }

  static boolean isInUse(Sighting view) {
    return view.state() == ProviderState.UP || view.state() == ProviderState.RAMPING;
  }

  /** Mails that it got and did not take. */
  private static int mails(FleetRecording recording, String instance, Span span) {
    return (int)
        recording.hits().stream()
            .filter(hit -> hit.toSend() && !hit.accepted() && span.holds(hit.at()))
            .filter(hit -> hit.instance().equals(instance))
            .filter(hit -> hit.provider().equals(FleetRecording.SENDGRID))
            .count();
  }

  /** From the first verdict until all knew; -1 if one never did. */
  long spread() {
    long first = knew.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    long last = knew.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    return first < 0 ? -1 : last - first;
  }

  /** From healing until all used it again; -1 if one never did. */
  long comeback() {
    long first = back.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    long last = back.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    return first < 0 ? -1 : last - healedAt;
  }

  static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
