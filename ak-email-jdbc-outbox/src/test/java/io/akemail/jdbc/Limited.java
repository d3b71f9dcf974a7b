package io.akemail.jdbc;

import io.akemail.testkit.OutboxLimits;

/** Gives an outbox the limits that the contract asks for. */
final class Limited {
  private Limited() {}

  static JdbcOutbox.Builder by(OutboxLimits limits, JdbcOutbox.Builder builder) {
    return builder
        .maxMessages(limits.maxMessages())
        .maxBytes(limits.maxBytes())
        .maxMessageBytes(limits.maxMessageBytes())
        .timeToLive(limits.timeToLive())
        .keepSent(limits.keepSent());
  }
}
