package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Each send begins one place further. */
final class RoundRobin implements SelectionStrategy {
  private final AtomicInteger turn = new AtomicInteger();

  @Override
  public List<ProviderId> order(EmailMessage message, List<ProviderId> candidates) {
    List<ProviderId> rotated = new ArrayList<>(candidates);
    Collections.rotate(rotated, -Math.floorMod(turn.getAndIncrement(), candidates.size()));
    return rotated;
  }
}
