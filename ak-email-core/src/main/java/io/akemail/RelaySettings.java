package io.akemail;

import io.akemail.rules.BackOff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The numbers of the relay, which sends what waits in the outbox. The defaults are right for most.
 * Immutable.
 */
public final class RelaySettings {
  private static final Duration DAY = Duration.ofDays(1);

  private final int workers;
  private final Duration lease;
  private final Duration firstRetry;
  private final Duration longestRetry;
  private final Duration poll;
  private final double firstRate;
  private final double topRate;

  private RelaySettings(Builder values) {
    this.workers = values.workers;
    this.lease = values.lease;
    this.firstRetry = values.firstRetry;
    this.longestRetry = values.longestRetry;
    this.poll = values.poll;
    this.firstRate = values.firstRate;
    this.topRate = values.topRate;
  }

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The defaults. */
  public static RelaySettings defaults() {
    return builder().build();
  }

  int workers() {
    return workers;
  }

  /** An attempt that has just begun ends well before its claim is over. */
  Duration leaseFor(FailoverSettings failover) {
    Duration least = Duration.ofNanos(failover.attemptTimeoutNanos() / 2 * 3);
    return lease.compareTo(least) < 0 ? least : lease;
  }

  BackOff backOff() {
    return new BackOff(firstRetry, longestRetry);
  }

  Duration poll() {
    return poll;
  }

  double firstRate() {
    return firstRate;
  }

  double topRate() {
    return topRate;
  }

  /** Collects settings; checked all together by {@link #build}. Not thread-safe. */
  public static final class Builder {
    private int workers = 4;
    private Duration lease = Duration.ofSeconds(60);
    private Duration firstRetry = Duration.ofSeconds(30);
    private Duration longestRetry = Duration.ofHours(1);
    private Duration poll = Duration.ofSeconds(1);
    private double firstRate = 1;
    private double topRate = 50;

    private Builder() {}

    /**
     * How many messages are relayed at once by this sender. Default 4; 0 to 256. With 0 it only
     * adds to the outbox, and another process relays.
     */
    public Builder workers(int value) {
      this.workers = value;
      return this;
    }

    /**
     * For how long a message belongs to the process that sends it: after a crash another one takes
     * it up so much later. Default 60 s; 100 ms to 1 day. Where an attempt may take longer than two
     * thirds of it, three halves of the attempt's time count instead.
     */
    public Builder lease(Duration value) {
      this.lease = Objects.requireNonNull(value, "lease");
      return this;
    }

    /**
     * How long a message waits after its first round of failed attempts; doubled with each further
     * one, a fifth more or less by chance. Default 30 s; 10 ms to 1 day.
     */
    public Builder firstRetry(Duration value) {
      this.firstRetry = Objects.requireNonNull(value, "firstRetry");
      return this;
    }

    /** The longest such wait. Default 1 hour; not below the first, to 1 day. */
    public Builder longestRetry(Duration value) {
      this.longestRetry = Objects.requireNonNull(value, "longestRetry");
      return this;
    }

    /**
     * How often the outbox is asked while nothing is known to be due; what this sender adds itself
     * is relayed at once. Default 1 s, a fifth more or less; 10 ms to 1 hour.
     */
    public Builder poll(Duration value) {
      this.poll = Objects.requireNonNull(value, "poll");
      return this;
    }

    /**
     * How fast a backlog is sent: from so many messages a second, doubled every 5 s, up to a top,
     * by each sender. Without a backlog there is no limit. Default from 1 up to 50; 0.1 to 100,000.
     */
    public Builder drainRate(double first, double top) {
      this.firstRate = first;
      this.topRate = top;
      return this;
    }

    /**
     * Makes the settings.
     *
     * @throws IllegalArgumentException naming every setting out of its range
     */
    public RelaySettings build() {
      List<String> problems = new ArrayList<>();
      if (workers < 0 || workers > 256) {
        problems.add("workers: must be 0 to 256, is " + workers);
      }
      span(problems, "lease", lease, Duration.ofMillis(100), DAY);
      span(problems, "firstRetry", firstRetry, Duration.ofMillis(10), DAY);
      span(problems, "longestRetry", longestRetry, firstRetry, DAY);
      span(problems, "poll", poll, Duration.ofMillis(10), Duration.ofHours(1));
      if (!(firstRate >= 0.1 && firstRate <= topRate && topRate <= 100_000)) {
        problems.add(
            "drainRate: must be 0.1 to 100,000 and rise, is " + firstRate + " to " + topRate);
      }
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException("relay settings: " + String.join("; ", problems));
      }
      return new RelaySettings(this);
    }

    private static void span(
        List<String> problems, String name, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        problems.add(name + ": must be " + least + " to " + most + ", is " + value);
      }
    }
  }
}
