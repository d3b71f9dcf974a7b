package io.akemail;

import io.akemail.internal.SystemRandom;
import io.akemail.internal.TimeSource;
import io.akemail.message.EmailMessage;
import io.akemail.rules.Role;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the decision costs on a calm sender: pick the provider, take a place at it, note the success
 * and give the place back. The time is passed in, so no clock is read; the call is made once per
 * thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PickBenchmark {
  private static final long CALL_NANOS = 1_000_000;

  /** The one sender that all threads share, with two calm providers. */
  @State(Scope.Benchmark)
  public static class Sender {
    final EmailMessage message =
        EmailMessage.builder()
            .from("shop@example.org")
            .to("ada@example.org")
            .subject("s")
            .text("t")
            .build();
    final Guests guests = new Guests();
    final Engine engine =
        new Engine(
            FailoverSettings.defaults(),
            List.of(new StubProvider("a"), new StubProvider("b")),
            TimeSource.SYSTEM,
            SystemRandom.generator(),
            guests,
            new Listeners(List.of(), Thread::new, guests));
    final Ordering ordering = new Ordering(AsConfigured.INSTANCE, message, guests);
    final int hash = message.id().hashCode();
  }

  /** One sending thread with its call. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // by start
  public static class Caller {
    Call call;
    long now;

    /** Makes the call, on the thread that then makes it again and again. */
    @Setup(Level.Trial)
    public void start(Sender sender) {
      now = sender.engine.nanos();
      Route route = sender.engine.routes().get(0);
      call = new Call(route, sender.message, 1, Role.NORMAL, 0, now, Long.MAX_VALUE);
    }
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  public boolean oneThread(Sender sender, Caller caller) {
    return pick(sender, caller);
  }

  /** Two threads at one provider. */
  @Benchmark
  @Threads(2)
  public boolean twoThreads(Sender sender, Caller caller) {
    return pick(sender, caller);
  }

  private static boolean pick(Sender sender, Caller caller) {
    long now = caller.now += CALL_NANOS;
    Call call = caller.call;
    Route route = sender.engine.routing().order(sender.hash, now, sender.ordering)[0].route();
    if (route != call.route() || !call.tryBegin()) {
      throw new IllegalStateException("not calm");
    }
    route.ended(call, StubProvider.ACCEPTED, now);
    return true;
  }
}
