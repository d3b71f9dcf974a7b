package io.akemail.health;

import io.akemail.internal.TimeSource;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Begins the polls that are due, each on a thread of its own, and gives up those that overrun.
 * {@link #step} is for one thread at a time.
 */
final class Polling {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A source keeps its time-out to within 250 ms; the gate may ask a store before. */
  private static final Duration PATIENCE = TIMEOUT.plusSeconds(1);

  private final Map<ProviderId, HealthSource> sources;
  private final HealthPoller.Desk desk;
  private final ThreadFactory threads;
  private final TimeSource time;
  private final PollSchedule schedule;
  private final Complaints complaints = new Complaints();
  private final Map<ProviderId, Poll> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Polling(
      Map<ProviderId, HealthSource> sources,
      Duration interval,
      HealthPoller.Desk desk,
      ThreadFactory threads,
      TimeSource time,
      RandomGenerator random) {
    this.sources = Map.copyOf(sources);
    this.desk = desk;
    this.threads = threads;
    this.time = time;
    this.schedule =
        new PollSchedule(
            sources.keySet().stream().sorted().toList(), interval, PATIENCE, random, time.nanos());
  }

  /** Does what is due by now, and tells how many nanoseconds to pause. */
  long step() {
    long now = time.nanos();
    List<ProviderId> due;
    List<ProviderId> overdue;
    synchronized (schedule) {
      overdue = schedule.overdue(now);
      due = schedule.due(now);
    }
    for (ProviderId provider : overdue) {
      Poll poll = running.get(provider);
      if (poll != null && poll.settle()) {
        complaints.complain(provider, "the source does not keep its time-out");
        tell(provider, Hint.UNKNOWN);
      }
    }
    due.forEach(this::begin);
    synchronized (schedule) {
      return schedule.pause(time.nanos());
    }
  }

  private void begin(ProviderId provider) {
    HealthSource source = sources.get(provider);
    if (closed || source == null) {
      return;
    }
    Poll poll = new Poll(provider, source);
    running.put(provider, poll);
    try {
      poll.start(threads.newThread(poll));
    } catch (RuntimeException | Error e) {
      complaints.complain(provider, "no thread to ask on: " + e.getClass().getName());
      end(provider);
    }
  }

  private void end(ProviderId provider) {
    running.remove(provider);
    synchronized (schedule) {
      schedule.ended(provider);
    }
  }

  /** Gives a hint to the desk; false if it throws. */
  private boolean tell(ProviderId provider, Hint hint) {
    try {
      if (!closed) {
        desk.hint(provider, hint);
      }
      return true;
    } catch (RuntimeException | Error e) {
      complaints.complain(provider, "the hint was not taken: " + e.getClass().getName());
      return false;
    }
  }

  /** Begins no further poll, tells no further hint, and interrupts the threads that ask now. */
  void close() {
    closed = true;
    running.values().forEach(Poll::interrupt);
  }

  /** One question to one provider's source. */
  private final class Poll implements Runnable {
    private final ProviderId provider;
    private final HealthSource source;
    private @Nullable Thread thread;
    private boolean settled;

    Poll(ProviderId provider, HealthSource source) {
      this.provider = provider;
      this.source = source;
    }

    synchronized void start(Thread own) {
      thread = own;
      own.start();
      if (closed) {
        own.interrupt();
      }
    }

    synchronized void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    /** Whether it was still open whose word counts: the source's, or that it was too late. */
    synchronized boolean settle() {
      boolean first = !settled;
      settled = true;
      return first;
    }

    @Override
    public void run() {
      try {
        if (mayPoll()) {
          ask();
        }
      } finally {
        end(provider);
      }
    }

    private boolean mayPoll() {
      try {
        return !closed && desk.mayPoll(provider);
      } catch (RuntimeException | Error e) {
        complaints.complain(provider, "not known whether to ask: " + e.getClass().getName());
        return false;
      }
    }

    private void ask() {
      String fault = null;
      Hint hint = Hint.UNKNOWN;
      try {
        @Nullable Hint answer = source.read(TIMEOUT);
        if (answer == null) {
          fault = "the source answers null";
        } else {
          hint = answer;
        }
      } catch (RuntimeException | Error e) {
        fault = "the source throws " + e.getClass().getName();
      }
      if (!settle() || closed) {
        return;
      }
      if (fault != null) {
        complaints.complain(provider, fault);
        tell(provider, hint);
      } else if (tell(provider, hint)) {
        complaints.allRight(provider);
      }
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "Polling";
  }
}
