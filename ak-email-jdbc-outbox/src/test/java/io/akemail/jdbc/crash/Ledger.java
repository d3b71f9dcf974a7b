package io.akemail.jdbc.crash;

import io.akemail.message.DeliveryGuarantee;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that is known outside of the senders: what providers took, and what callers were promised.
 * Thread-safe.
 */
final class Ledger {
  private final Map<String, Story> stories = new HashMap<>();
  private final Map<String, Set<String>> told = new TreeMap<>();
  private final Map<String, Integer> lostAnswers = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int receipts;

  /** Whose turn it is to be told, and in which words. */
  record Taken(String receipt, boolean isReplay) {}

  /** A provider has a request, and answers afterwards. */
  synchronized Taken take(int process, String[] request) {
    Lane lane = Lane.valueOf(request[1]);
    String content = request[4] + ' ' + request[5];
    Story story =
        stories.computeIfAbsent(
            request[3], id -> new Story(id, lane, DeliveryGuarantee.valueOf(request[2]), content));
    if (story.lane != lane || !story.request.equals(content)) {
      faults.add(story.id + " was asked for with another key or content: " + content);
    }
    boolean replay = lane == Lane.KEYED && story.copies > 0;
    story.copies += replay ? 0 : 1;
    story.replays += replay ? 1 : 0;
    story.takers.add(process);
    receipts++;
    notifyAll();
    return new Taken("r-" + receipts, replay);
  }

  /** A caller was told something of a message. */
  synchronized void told(String what, String id) {
    told.computeIfAbsent(what, key -> new HashSet<>()).add(id);
    if (what.equals("DOUBT")) {
      lostAnswers.merge(id, 1, Integer::sum);
    }
  }

  /** A process was killed while these messages were being sent. */
  synchronized int died(int process, Collection<String> sending) {
    int windows = 0;
    for (String id : sending) {
      told("MARKED", id);
      Story story = stories.get(id);
      if (story != null && story.takers.contains(process) && story.windows.add(process)) {
        windows++;
      }
    }
    return windows;
  }

  /** A process was frozen; these messages were being sent, by it or by others. */
  synchronized void frozen(Collection<String> sending) {
    sending.forEach(id -> told("DOUBT", id));
  }

  synchronized void fault(String fault) {
    faults.add(fault);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized Set<String> told(String what) {
    return Set.copyOf(told.getOrDefault(what, Set.of()));
  }

  /** How many messages were promised and not taken yet. */
  synchronized long backlog(Lane lane) {
    return told("TOLD " + lane).stream().filter(id -> !stories.containsKey(id)).count();
  }

  /** How many further copies may have been made for a reason. */
  synchronized int reasons(Story story) {
    return story.windows.size() + lostAnswers.getOrDefault(story.id, 0);
  }

  synchronized int copies(String id) {
    Story story = stories.get(id);
    return story == null ? 0 : story.copies;
  }

  synchronized int taken() {
    return stories.size();
  }

  synchronized List<Story> stories() {
    return List.copyOf(stories.values());
  }
}
