package io.akemail;

import io.akemail.rules.HealthRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The numbers of failover. The defaults are right for most; each setter tells its own and the range
 * allowed. Immutable.
 */
public final class FailoverSettings {
  private static final Duration DAY = Duration.ofDays(1);

  private final Builder values;
  private final HealthRules health;

  private FailoverSettings(Builder values) {
    this.values = values;
    HealthRules d = HealthRules.DEFAULTS;
    this.health =
        new HealthRules(
            values.deadPeriod,
            values.maxDeadPeriod,
            values.faultsToTrip,
            d.minAttempts(),
            values.ramp,
            d.rampSuccesses(),
            values.attemptTimeout.plusSeconds(2),
            values.credentialRetry,
            d.minLimit(),
            d.maxLimit(),
            d.maxQuota(),
            values.untoldLimit,
            d.maxUntoldLimit(),
            values.suspectAge);
  }

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The defaults. */
  public static FailoverSettings defaults() {
    return builder().build();
  }

  HealthRules health() {
    return health;
  }

  long totalDeadlineNanos() {
    return values.totalDeadline.toNanos();
  }

  long attemptTimeoutNanos() {
    return values.attemptTimeout.toNanos();
  }

  /** A second; less with a deadline so short that the third kept for the next would be less. */
  long minAttemptNanos() {
    return Math.min(Duration.ofSeconds(1).toNanos(), totalDeadlineNanos() / 4);
  }

  /** With less time than this, as a message's own limit may leave it, a time-out is no fault. */
  long fairNanos() {
    return Math.min(minAttemptNanos(), attemptTimeoutNanos()) / 2;
  }

  int maxAttempts() {
    return values.maxAttempts;
  }

  int maxInFlight() {
    return values.maxInFlight;
  }

  int asyncThreads() {
    return values.asyncThreads;
  }

  int asyncQueue() {
    return values.asyncQueue;
  }

  Duration checkTimeout() {
    return values.checkTimeout;
  }

  /** Collects settings; checked all together by {@link #build}. Not thread-safe. */
  public static final class Builder {
    private Duration totalDeadline = Duration.ofSeconds(30);
    private Duration attemptTimeout = Duration.ofSeconds(10);
    private int maxAttempts = 3;
    private int maxInFlight = 64;
    private int faultsToTrip = HealthRules.DEFAULTS.faultsToTrip();
    private Duration deadPeriod = HealthRules.DEFAULTS.deadPeriod();
    private Duration maxDeadPeriod = HealthRules.DEFAULTS.maxDeadPeriod();
    private Duration ramp = HealthRules.DEFAULTS.ramp();
    private Duration credentialRetry = HealthRules.DEFAULTS.credentialRetry();
    private Duration untoldLimit = HealthRules.DEFAULTS.untoldLimit();
    private Duration suspectAge = HealthRules.DEFAULTS.suspectAge();
    private Duration checkTimeout = Duration.ofSeconds(1);
    private int asyncThreads = 64;
    private int asyncQueue = 10_000;

    private Builder() {}

    private Builder copy() {
      Builder copy = new Builder();
      copy.totalDeadline = totalDeadline;
      copy.attemptTimeout = attemptTimeout;
      copy.maxAttempts = maxAttempts;
      copy.maxInFlight = maxInFlight;
      copy.faultsToTrip = faultsToTrip;
      copy.deadPeriod = deadPeriod;
      copy.maxDeadPeriod = maxDeadPeriod;
      copy.ramp = ramp;
      copy.credentialRetry = credentialRetry;
      copy.untoldLimit = untoldLimit;
      copy.suspectAge = suspectAge;
      copy.checkTimeout = checkTimeout;
      copy.asyncThreads = asyncThreads;
      copy.asyncQueue = asyncQueue;
      return copy;
    }

    /** The most one send may take, all failovers included. Default 30 s; 100 ms to 1 day. */
    public Builder totalDeadline(Duration value) {
      this.totalDeadline = Objects.requireNonNull(value, "totalDeadline");
      return this;
    }

    /** The most one attempt may take. Default 10 s; 50 ms to 1 day. */
    public Builder attemptTimeout(Duration value) {
      this.attemptTimeout = Objects.requireNonNull(value, "attemptTimeout");
      return this;
    }

    /** The most attempts of one send, over all providers. Default 3; 1 to 10. */
    public Builder maxAttempts(int value) {
      this.maxAttempts = value;
      return this;
    }

    /** The most calls in flight at one provider. Default 64; 1 to 4,096. */
    public Builder maxInFlight(int value) {
      this.maxInFlight = value;
      return this;
    }

    /** Faults in a row that take a provider down. Default 3; 1 to 100. */
    public Builder faultsToTrip(int value) {
      this.faultsToTrip = value;
      return this;
    }

    /** The first dead period; doubled with each further trip. Default 5 s; 10 ms to 1 day. */
    public Builder deadPeriod(Duration value) {
      this.deadPeriod = Objects.requireNonNull(value, "deadPeriod");
      return this;
    }

    /** The longest dead period. Default 60 s; 10 ms to 1 day, not below the first. */
    public Builder maxDeadPeriod(Duration value) {
      this.maxDeadPeriod = Objects.requireNonNull(value, "maxDeadPeriod");
      return this;
    }

    /**
     * How long a recovered provider's share rises from a tenth to all. Default 30 s; 1 ms to 1 day.
     */
    public Builder ramp(Duration value) {
      this.ramp = Objects.requireNonNull(value, "ramp");
      return this;
    }

    /**
     * How long after a refused credential one message tries it again. Default 15 min; 10 ms to 1
     * day.
     */
    public Builder credentialRetry(Duration value) {
      this.credentialRetry = Objects.requireNonNull(value, "credentialRetry");
      return this;
    }

    /**
     * The first pause after a limit whose end was not told; doubled each time up to 300 s. Default
     * 5 s; 10 ms to 300 s.
     */
    public Builder untoldLimit(Duration value) {
      this.untoldLimit = Objects.requireNonNull(value, "untoldLimit");
      return this;
    }

    /**
     * The least age of a call in flight without an answer that makes a provider suspect. Default
     * 250 ms; 10 ms to 1 day. A slow provider gets more: 8 times its usual answer time; one that
     * answered nothing in the last 30 s gets 4 times the age, for names, handshakes and classes.
     */
    public Builder suspectAge(Duration value) {
      this.suspectAge = Objects.requireNonNull(value, "suspectAge");
      return this;
    }

    /** The most one reachability check may take. Default 1 s; 10 ms to 1 min. */
    public Builder checkTimeout(Duration value) {
      this.checkTimeout = Objects.requireNonNull(value, "checkTimeout");
      return this;
    }

    /** Threads of {@code sendAsync} and of sends of several messages. Default 64; 1 to 4,096. */
    public Builder asyncThreads(int value) {
      this.asyncThreads = value;
      return this;
    }

    /**
     * Messages that may wait for such a thread; more are refused at once. Default 10,000; 1 to
     * 1,000,000.
     */
    public Builder asyncQueue(int value) {
      this.asyncQueue = value;
      return this;
    }

    /**
     * Makes the settings.
     *
     * @throws IllegalArgumentException naming every setting out of its range
     */
    public FailoverSettings build() {
      List<String> problems = new ArrayList<>();
      span(problems, "totalDeadline", totalDeadline, Duration.ofMillis(100), DAY);
      span(problems, "attemptTimeout", attemptTimeout, Duration.ofMillis(50), DAY);
      number(problems, "maxAttempts", maxAttempts, 10);
      number(problems, "maxInFlight", maxInFlight, 4096);
      number(problems, "faultsToTrip", faultsToTrip, 100);
      span(problems, "deadPeriod", deadPeriod, Duration.ofMillis(10), DAY);
      span(problems, "maxDeadPeriod", maxDeadPeriod, deadPeriod, DAY);
      span(problems, "ramp", ramp, Duration.ofMillis(1), DAY);
      span(problems, "credentialRetry", credentialRetry, Duration.ofMillis(10), DAY);
      span(problems, "untoldLimit", untoldLimit, Duration.ofMillis(10), Duration.ofMinutes(5));
      span(problems, "suspectAge", suspectAge, Duration.ofMillis(10), DAY);
      span(problems, "checkTimeout", checkTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
      number(problems, "asyncThreads", asyncThreads, 4096);
      number(problems, "asyncQueue", asyncQueue, 1_000_000);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException("settings: " + String.join("; ", problems));
      }
      return new FailoverSettings(copy());
    }

    private static void span(
        List<String> problems, String name, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        problems.add(name + ": must be " + least + " to " + most + ", is " + value);
      }
    }

    private static void number(List<String> problems, String name, int value, int most) {
      if (value < 1 || value > most) {
        problems.add(name + ": must be 1 to " + most + ", is " + value);
      }
    }
  }
}
