package io.akemail.examples.runner;

import io.akemail.status.ProviderStatus;
import java.util.List;

/**
 * All that a screen shows at one moment.
 *
 * @param script what is planned
 * @param recording what happened until now
 * @param statuses where the providers stand
 * @param waiting callers who wait for their send to end
 */
record View(Script script, Recording recording, List<ProviderStatus> statuses, int waiting) {
  private static final long WINDOW = 1_000_000_000L;

  /** The number of the phase that goes on, from 1; 0 before the first. */
  int phaseNumber() {
    return recording.phases().size();
  }

  /** The phase that goes on. */
  Phase phase() {
    int number = Math.max(1, phaseNumber());
    return script.phases().get(number - 1);
  }

  /** Mails that a provider took in the last second. */
  long perSecond(String provider) {
    long from = recording.end() - WINDOW;
    return recording.hits().stream()
        .filter(hit -> hit.accepted() && hit.at() > from && hit.provider().equals(provider))
        .count();
  }

  /** Who took the last mail; empty before the first. */
  String taker() {
    for (int i = recording.hits().size() - 1; i >= 0; i--) {
      if (recording.hits().get(i).accepted()) {
        return recording.hits().get(i).provider();
      }
    }
    return "";
  }

  /** Mails that a provider took in each of so many equal parts of the whole script. */
  int[] history(String provider, int parts) {
    int[] counts = new int[parts];
    long total = script.total().toNanos();
    for (Recording.Hit hit : recording.hits()) {
      if (hit.accepted() && hit.provider().equals(provider)) {
        int part = (int) (hit.at() * parts / total);
        counts[Math.max(0, Math.min(parts - 1, part))]++;
      }
    }
    return counts;
  }
}
