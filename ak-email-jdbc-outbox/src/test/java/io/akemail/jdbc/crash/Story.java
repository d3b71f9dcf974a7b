package io.akemail.jdbc.crash;

import io.akemail.message.DeliveryGuarantee;
import java.util.HashSet;
import java.util.Set;

/** What happened to one message, seen from outside. Guarded by its {@link Ledger}. */
final class Story {
  final String id;
  final Lane lane;
  final DeliveryGuarantee guarantee;

  /** The key and the content of the first request; each further one has to be the same. */
  final String request;

  /** The processes of which the provider took it. */
  final Set<Integer> takers = new HashSet<>();

  /** The processes that were killed after they had it accepted and before that was stored. */
  final Set<Integer> windows = new HashSet<>();

  int copies;
  int replays;

  Story(String id, Lane lane, DeliveryGuarantee guarantee, String request) {
    this.id = id;
    this.lane = lane;
    this.guarantee = guarantee;
    this.request = request;
  }

  int extra() {
    return Math.max(0, copies - 1);
  }
}
