package io.akemail;

import io.akemail.outbox.Doubt;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The providers that may have accepted a message, and since when. Immutable. */
record Doubts(List<Since> all) {
  static final Doubts NONE = new Doubts(List.of());

  /** Since when, in the engine's nanoseconds. */
  record Since(ProviderId provider, long nanos) {}

  static Doubts of(List<Doubt> doubts, long now) {
    return doubts.isEmpty()
        ? NONE
        : new Doubts(
            doubts.stream()
                .map(doubt -> new Since(doubt.provider(), now - doubt.age().toNanos()))
                .toList());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** With one more; the first doubt at a provider is the one that counts. */
  Doubts with(ProviderId provider, long since) {
    if (all.stream().anyMatch(doubt -> doubt.provider().equals(provider))) {
      return this;
    }
    List<Since> more = new ArrayList<>(all);
    more.add(new Since(provider, since));
    return new Doubts(List.copyOf(more));
  }

  Doubts without(ProviderId provider) {
    return new Doubts(all.stream().filter(doubt -> !doubt.provider().equals(provider)).toList());
  }

  List<Doubt> at(long now) {
    return all.stream()
        .map(doubt -> new Doubt(doubt.provider(), Duration.ofNanos(now - doubt.nanos())))
        .toList();
  }
}
