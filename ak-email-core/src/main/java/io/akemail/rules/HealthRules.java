package io.akemail.rules;

import java.time.Duration;

/**
 * The numbers of the health rules.
 *
 * @param deadPeriod the first dead period; doubled with each further trip
 * @param maxDeadPeriod the longest dead period
 * @param faultsToTrip consecutive faults that trip the breaker
 * @param minAttempts attempts in the window before its success rate counts
 * @param ramp how long the share of a recovered provider rises from a tenth to all
 * @param rampSuccesses acceptances needed to be up again
 * @param probeLease how long a probe may take before another may be made
 * @param credentialRetry how long after a refused credential one message tries it again
 * @param minLimit the shortest pause after a limit was told
 * @param maxLimit the longest pause believed for a rate
 * @param maxQuota the longest pause believed for a quota
 * @param untoldLimit the first pause when none was told; doubled each time
 * @param maxUntoldLimit the longest pause when none was told
 * @param suspectAge the least age in flight without an answer that makes a provider suspect
 */
public record HealthRules(
    Duration deadPeriod,
    Duration maxDeadPeriod,
    int faultsToTrip,
    int minAttempts,
    Duration ramp,
    int rampSuccesses,
    Duration probeLease,
    Duration credentialRetry,
    Duration minLimit,
    Duration maxLimit,
    Duration maxQuota,
    Duration untoldLimit,
    Duration maxUntoldLimit,
    Duration suspectAge) {

  /** The numbers that hold where nothing else is configured. */
  public static final HealthRules DEFAULTS =
      new HealthRules(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          3,
          20,
          Duration.ofSeconds(30),
          3,
          Duration.ofSeconds(12),
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofSeconds(5),
          Duration.ofSeconds(300),
          Duration.ofMillis(250));
}
