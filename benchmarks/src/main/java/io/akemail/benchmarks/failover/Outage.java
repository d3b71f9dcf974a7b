package io.akemail.benchmarks.failover;

import io.akemail.EmailException;
import io.akemail.FailoverSettings;
import io.akemail.SendListener;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.testkit.Behaviour;
import io.akemail.testkit.ServerCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A steady stream of mails during which A fails and is healed again.
 *
 * @param name what A does
 * @param behaviour how A behaves while it fails
 * @param guarantee the guarantee of every message
 * @param before how long A is well at first
 * @param broken how long it fails
 * @param after how long the stream goes on after that
 */
record Outage(
    String name,
    Behaviour behaviour,
    DeliveryGuarantee guarantee,
    Duration before,
    Duration broken,
    Duration after) {

  private static final int PER_SECOND = 50;
  private static final int WARM_UPS = 200;

  static Outage of(String name, Behaviour behaviour, DeliveryGuarantee guarantee) {
    return new Outage(
        name,
        behaviour,
        guarantee,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(2));
  }

  /** Runs the outage in real time. */
  Figures run() throws InterruptedException {
    Queue<ServerCall> callsToA = new ConcurrentLinkedQueue<>();
    Queue<ServerCall> callsToB = new ConcurrentLinkedQueue<>();
    Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    ExecutorService callers = Executors.newCachedThreadPool();
    ScheduledExecutorService script = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger number = new AtomicInteger();
    try (Rig rig = new Rig(FailoverSettings.defaults(), new SendListener() {})) {
      warmUp(rig);
      rig.a.onCall(callsToA::add);
      rig.b.onCall(callsToB::add);
      ScheduledFuture<?> stream =
          script.scheduleAtFixedRate(
              () -> callers.execute(() -> sent.add(send(rig, number.incrementAndGet()))),
              0,
              1_000_000_000L / PER_SECOND,
              TimeUnit.NANOSECONDS);
      long brokenAt = at(script, before, () -> rig.a.behave(behaviour));
      long healedAt = at(script, broken, rig.a::heal);
      at(script, after, () -> {});
      stream.cancel(false);
      callers.shutdown();
      boolean ended = callers.awaitTermination(1, TimeUnit.MINUTES);
      List<Sent> all = new ArrayList<>(sent);
      return Figures.of(rig, all, callsToA, callsToB, brokenAt, healedAt, ended);
    } finally {
      script.shutdownNow();
      callers.shutdownNow();
    }
  }

  /**
   * Loads classes and lets the JVM compile, one mail at a time, so that no fault is measured cold.
   */
  private void warmUp(Rig rig) {
    for (int i = 1; i <= WARM_UPS; i++) {
      rig.sender.send(Rig.mail(-i, guarantee));
    }
    rig.sender.disable(Figures.A);
    for (int i = 1; i <= WARM_UPS; i++) {
      rig.sender.send(Rig.mail(-i, guarantee));
    }
    rig.sender.release(Figures.A);
  }

  private static long at(ScheduledExecutorService script, Duration delay, Runnable action)
      throws InterruptedException {
    try {
      return script
          .schedule(
              () -> {
                action.run();
                return System.nanoTime();
              },
              delay.toNanos(),
              TimeUnit.NANOSECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Sent send(Rig rig, int number) {
    EmailMessage message = Rig.mail(number, guarantee);
    try {
      return new Sent(message, System.nanoTime(), rig.sender.send(message), null);
    } catch (EmailException e) {
      return new Sent(message, System.nanoTime(), null, e);
    }
  }
}
