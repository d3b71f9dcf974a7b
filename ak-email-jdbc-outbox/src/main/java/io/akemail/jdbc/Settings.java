package io.akemail.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checked limits. Immutable.
 *
 * @param maxMessages the most messages still to be sent
 * @param maxBytes the most bytes of such messages
 * @param maxMessageBytes the most bytes of one message
 * @param timeToLive when a message expires
 * @param keepSent how long the record of a sent message stays
 */
record Settings(
    long maxMessages, long maxBytes, long maxMessageBytes, Duration timeToLive, Duration keepSent) {
  static final Settings DEFAULTS =
      new Settings(10_000, 256L << 20, 40L << 20, Duration.ofHours(24), Duration.ofDays(7));

  private static final Duration LONGEST = Duration.ofDays(3650);

  Settings withMaxMessages(long value) {
    return new Settings(value, maxBytes, maxMessageBytes, timeToLive, keepSent);
  }

  Settings withMaxBytes(long value) {
    return new Settings(maxMessages, value, maxMessageBytes, timeToLive, keepSent);
  }

  Settings withMaxMessageBytes(long value) {
    return new Settings(maxMessages, maxBytes, value, timeToLive, keepSent);
  }

  Settings withTimeToLive(Duration value) {
    return new Settings(maxMessages, maxBytes, maxMessageBytes, value, keepSent);
  }

  Settings withKeepSent(Duration value) {
    return new Settings(maxMessages, maxBytes, maxMessageBytes, timeToLive, value);
  }

  /** What is wrong; empty if nothing is. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    atLeastOne("maxMessages", maxMessages, problems);
    atLeastOne("maxBytes", maxBytes, problems);
    atLeastOne("maxMessageBytes", maxMessageBytes, problems);
    if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0 || timeToLive.compareTo(LONGEST) > 0) {
      problems.add("timeToLive: must be 1 s to 10 years");
    }
    if (keepSent.isNegative() || keepSent.compareTo(LONGEST) > 0) {
      problems.add("keepSent: must be 0 to 10 years");
    }
    return problems;
  }

  private static void atLeastOne(String field, long value, List<String> problems) {
    if (value < 1) {
      problems.add(field + ": must be at least 1");
    }
  }
}
