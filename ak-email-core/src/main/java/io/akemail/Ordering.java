package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.ArrayList;
import java.util.List;

/** The host's strategy applied to the candidates of one message, whatever the strategy returns. */
final class Ordering {
  private final SelectionStrategy strategy;
  private final EmailMessage message;
  private final Guests guests;

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
    List<ProviderId> ids = candidates.stream().map(candidate -> candidate.route().id()).toList();
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> ordered = new ArrayList<>(candidates.size());
    for (ProviderId id :
        guests.ask("selection strategy", () -> strategy.order(message, ids), ids)) {
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
}
