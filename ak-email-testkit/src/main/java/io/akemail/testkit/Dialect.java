package io.akemail.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one provider speaks: its paths, its check of requests, and its answers. Thread-safe. */
interface Dialect {

  /**
   * What the healthy provider makes of a request to its send endpoint.
   *
   * @param answer what it answers
   * @param mail what it understood; null if it could make nothing of the request
   * @param accepted whether the mail is taken
   * @param violations what breaks the documented dialect, refused or not
   */
  record Verdict(
      CannedAnswer answer,
      @Nullable ReceivedMail mail,
      boolean accepted,
      List<String> violations) {}

  /** A short name, for threads. */
  String name();

  /** The path of the service's base URL, which its paths begin with; empty if it has none. */
  String basePath();

  /** Whether the request is to the endpoint that takes mail, whatever its method. */
  boolean isSend(RecordedRequest request);

  /** The healthy provider's answer to anything else, its free endpoint among it. */
  CannedAnswer other(RecordedRequest request);

  /** Checks a request to the send endpoint. */
  Verdict judge(RecordedRequest request, Instant now);

  CannedAnswer keyRefused();

  CannedAnswer unavailable();

  CannedAnswer gatewayTimeout();

  CannedAnswer malformed(String field);

  CannedAnswer rateLimited();

  CannedAnswer quotaUsedUp();

  /** Adds the reset time the way this provider tells it, to an answer made at this time. */
  CannedAnswer withReset(CannedAnswer answer, Duration untilReset, Instant now);
}
