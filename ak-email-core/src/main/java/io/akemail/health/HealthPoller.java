package io.akemail.health;

import io.akemail.internal.Heartbeat;
import io.akemail.internal.TimeSource;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * Asks each provider's health source once per interval, and hands on what it says.
 *
 * <p>One thread keeps the time; each question is put on a thread that lives as long as the
 * question. The time-out of a source is 5 s; one that ignores it counts as {@link Hint#UNKNOWN}
 * after 6 s, keeps its one thread, and is not asked again until it has come back, while the others
 * go on. Whatever is thrown is logged when it changes. Thread-safe.
 */
public final class HealthPoller implements AutoCloseable {

  /** What decides about a poll, and takes its hint. Called on many threads, never for long. */
  public interface Desk {
    /**
     * Whether to ask this provider's source now; asked right before. An exception counts as no. It
     * must be quick: a second that it takes is missing to the source.
     */
    boolean mayPoll(ProviderId provider);

    /** What came of a poll, {@link Hint#UNKNOWN} too. */
    void hint(ProviderId provider, Hint hint);
  }

  /**
   * What of the machine is used.
   *
   * @param threads makes daemon threads
   * @param random draws the jitter
   */
  public record Machine(ThreadFactory threads, TimeSource time, RandomGenerator random) {}

  private final Polling polling;
  private final Heartbeat heartbeat;

  private HealthPoller(Polling polling, ThreadFactory threads) {
    this.polling = polling;
    this.heartbeat = new Heartbeat(threads, polling::step);
  }

  /**
   * Starts polling: each source for the first time within 5 s, then once per interval, give or take
   * a fifth.
   *
   * @param interval from 1 s to 1 day
   * @throws IllegalArgumentException if the interval is out of range
   */
  public static HealthPoller start(
      Map<ProviderId, HealthSource> sources, Duration interval, Desk desk, Machine machine) {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0
        || interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("interval: must be 1 s to 1 day");
    }
    Polling polling =
        new Polling(sources, interval, desk, machine.threads(), machine.time(), machine.random());
    return new HealthPoller(polling, machine.threads());
  }

  /**
   * Ends polling without waiting: threads that ask are interrupted, and what they still say is
   * dropped. Sources are not closed.
   */
  @Override
  public void close() {
    heartbeat.close();
    polling.close();
  }

  /** Constant. */
  @Override
  public String toString() {
    return "HealthPoller";
  }
}
