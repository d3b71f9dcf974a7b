package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.List;

/** The order as configured; known by identity, so that a send need not ask. */
final class AsConfigured implements SelectionStrategy {
  static final AsConfigured INSTANCE = new AsConfigured();

  private AsConfigured() {}

  @Override
  public List<ProviderId> order(EmailMessage message, List<ProviderId> candidates) {
    return candidates;
  }
}
