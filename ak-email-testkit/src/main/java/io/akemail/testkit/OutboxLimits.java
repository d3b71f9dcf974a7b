package io.akemail.testkit;

import java.time.Duration;

/**
 * The limits that the {@link OutboxContract} asks an outbox to be opened with. Immutable.
 *
 * @param maxMessages the most messages still to be sent
 * @param maxBytes the most bytes of such messages, as stored
 * @param maxMessageBytes the most bytes of one message, as stored
 * @param timeToLive after what time a message expires at the latest
 * @param keepSent how long the record of a sent message is kept
 */
public record OutboxLimits(
    long maxMessages, long maxBytes, long maxMessageBytes, Duration timeToLive, Duration keepSent) {

  /** What an outbox has by default. */
  static OutboxLimits defaults() {
    return new OutboxLimits(
        10_000, 256L << 20, 40L << 20, Duration.ofHours(24), Duration.ofDays(7));
  }

  OutboxLimits withMaxMessages(long value) {
    return new OutboxLimits(value, maxBytes, maxMessageBytes, timeToLive, keepSent);
  }

  OutboxLimits withMaxBytes(long value) {
    return new OutboxLimits(maxMessages, value, maxMessageBytes, timeToLive, keepSent);
  }

  OutboxLimits withMaxMessageBytes(long value) {
    return new OutboxLimits(maxMessages, maxBytes, value, timeToLive, keepSent);
  }

  OutboxLimits withTimeToLive(Duration value) {
    return new OutboxLimits(maxMessages, maxBytes, maxMessageBytes, value, keepSent);
  }

  OutboxLimits withKeepSent(Duration value) {
    return new OutboxLimits(maxMessages, maxBytes, maxMessageBytes, timeToLive, value);
  }
}
