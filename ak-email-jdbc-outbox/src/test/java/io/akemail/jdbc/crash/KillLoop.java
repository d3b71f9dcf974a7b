package io.akemail.jdbc.crash;

import io.akemail.jdbc.JdbcOutbox;
import io.akemail.outbox.OutboxCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills one sender after another over the same files, and lets the last one live. Belongs to one
 * thread.
 */
final class KillLoop {
  private static final int BACKLOG = 60;

  /** A process is killed shortly after so many sends at the most, or after so long. */
  private static final int MOST_SENDS = 25;

  private static final long MOST_MILLIS = 2000;
  private static final List<Lane> LANES = List.of(Lane.values());

  private final Path folder;
  private final Path files;
  private final Ledger ledger;
  private final Random random;
  private final ScheduledExecutorService clock;
  private final AtomicInteger processes;

  private int windows;

  KillLoop(
      Path folder,
      Path files,
      Ledger ledger,
      Random random,
      ScheduledExecutorService clock,
      AtomicInteger processes) {
    this.folder = folder;
    this.files = files;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.processes = processes;
  }

  /** How many messages were accepted, and not known to be, when a process was killed. */
  int windows() {
    return windows;
  }

  void kill(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      SenderMain.Task task = isCrowded() ? SenderMain.Task.RELAY : SenderMain.Task.ACCEPT;
      CountDownLatch life = new CountDownLatch(random.nextInt(MOST_SENDS));
      try (SenderProcess sender = start(task, moody(life))) {
        boolean early = random.nextInt(10) == 0;
        if (!early) {
          sender.awaitReady();
          life.await(MOST_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (sender.endsWithin(random.nextInt(early ? 600 : 30))) {
          throw new AssertionError("a sender ended by itself");
        }
        sender.kill();
        Set<String> sending = new HashSet<>();
        for (Lane lane : LANES) {
          sending.addAll(Rows.sending(lane.file(files), folder));
        }
        windows += ledger.died(sender.line().process(), sending);
      }
    }
  }

  private boolean isCrowded() {
    return LANES.stream().anyMatch(lane -> ledger.backlog(lane) > BACKLOG);
  }

  private SenderProcess start(SenderMain.Task task, Line.Habits habits) throws Exception {
    Line line = new Line(processes.incrementAndGet(), ledger, habits, clock);
    return SenderProcess.start(line, folder, files.toString(), task, LANES, random.nextLong());
  }

  /** Providers that are down for one life of six, and lose one answer of a hundred. */
  private Line.Habits moody(CountDownLatch life) {
    boolean sick = random.nextInt(6) == 0;
    Random own = new Random(random.nextLong());
    return new Line.Habits() {
      @Override
      public void accepted(int process, String id) {
        life.countDown();
      }

      @Override
      public int delay() {
        return own.nextInt(13);
      }

      @Override
      public String refusal(String[] request) {
        boolean refused = sick && own.nextInt(10) > 0;
        if (refused) {
          life.countDown();
        }
        return refused ? "BUSY" : null;
      }

      @Override
      public boolean losesAnswer(String[] request) {
        return own.nextInt(100) == 0;
      }
    };
  }

  /** A last process sends all that is left. */
  void drain(long seconds) throws Exception {
    List<JdbcOutbox> outboxes = new ArrayList<>();
    try (SenderProcess sender =
        start(SenderMain.Task.RELAY, Line.usual(new Random(random.nextLong())))) {
      sender.awaitReady();
      for (Lane lane : LANES) {
        outboxes.add(lane.open(files.toString()));
      }
      for (int i = 0; outboxes.stream().anyMatch(KillLoop::isLive); i++) {
        if (sender.endsWithin(200) || i == seconds * 5) {
          throw new AssertionError(
              "not drained: " + outboxes.stream().map(JdbcOutbox::counts).toList());
        }
      }
      sender.stop();
    } finally {
      outboxes.forEach(JdbcOutbox::close);
    }
  }

  private static boolean isLive(JdbcOutbox outbox) {
    OutboxCounts counts = outbox.counts();
    return counts.live() > 0;
  }
}
