package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host's strategy applied to the candidates of one message, whatever the strategy returns.
 *
 * <p>Asks it once for each message: those that come into use later stand behind those it ordered.
 */
final class Ordering {
  private final SelectionStrategy strategy;
  private final EmailMessage message;
  private final Guests guests;
  private @Nullable List<ProviderId> answer;

  Ordering(SelectionStrategy strategy, EmailMessage message, Guests guests) {
    this.strategy = strategy;
    this.message = message;
    this.guests = guests;
  }

  boolean isAsConfigured() {
    return strategy == AsConfigured.INSTANCE;
  }

  List<Candidate> apply(List<Candidate> candidates) {
    if (isAsConfigured() || candidates.size() < 2) {
      return candidates;
    }
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> ordered = new ArrayList<>(candidates.size());
    for (ProviderId id : answer(candidates)) {
      for (int i = 0; i < left.size(); i++) {
        if (left.get(i).route().id().equals(id)) {
          ordered.add(left.remove(i));
          break;
        }
      }
    }
    ordered.addAll(left);
    return ordered;
  }

  /** Copied while the guest is guarded: its list may be lazy and throw when it is read. */
  private List<ProviderId> answer(List<Candidate> candidates) {
    if (answer == null) {
      List<ProviderId> ids = candidates.stream().map(candidate -> candidate.route().id()).toList();
      answer =
          guests.ask(
              "selection strategy", () -> new ArrayList<>(strategy.order(message, ids)), ids);
    }
    return answer;
  }
}
