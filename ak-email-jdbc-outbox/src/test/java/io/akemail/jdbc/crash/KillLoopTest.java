package io.akemail.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.jdbc.JdbcOutbox;
import io.akemail.outbox.OutboxEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole senders are killed with SIGKILL, again and again, while they accept and relay. */
class KillLoopTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 300);
  private static final int LOOPS = 2;
  private static final int DRAIN_SECONDS = 120;

  @TempDir private Path folder;

  private final Ledger ledger = new Ledger();
  private final List<KillLoop> loops = new ArrayList<>();

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void nothingIsLostAndNothingIsDoubledWithoutReasonWhenSendersAreKilled() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    Instant began = Instant.now();
    try {
      Promise promise = new Promise(ledger, rows(new Random(seed)));
      int windows = loops.stream().mapToInt(KillLoop::windows).sum();
      Duration took = Duration.between(began, Instant.now());
      System.out.printf(
          "Kill loop: kills %d, windows hit %d, %s, %d s, seed %d%n",
          KILLS, windows, promise.figures(), took.toSeconds(), seed);
      promise.holds();
      // Else nothing was proven.
      assertThat(windows).as("kills between acceptance and record").isGreaterThan(KILLS / 10);
    } catch (Throwable e) {
      throw new AssertionError("with -Dcrash.seed=" + seed, e);
    }
  }

  private Map<String, OutboxEntry> rows(Random random) throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ExecutorService threads = Executors.newFixedThreadPool(LOOPS);
    try {
      AtomicInteger processes = new AtomicInteger();
      List<Callable<Map<String, OutboxEntry>>> tasks = new ArrayList<>();
      for (int i = 0; i < LOOPS; i++) {
        Path files = Files.createDirectory(folder.resolve("files-" + i));
        KillLoop loop =
            new KillLoop(folder, files, ledger, new Random(random.nextLong()), clock, processes);
        loops.add(loop);
        tasks.add(() -> run(loop, files));
      }
      Map<String, OutboxEntry> rows = new HashMap<>();
      for (Future<Map<String, OutboxEntry>> task : threads.invokeAll(tasks)) {
        rows.putAll(task.get());
      }
      return rows;
    } finally {
      threads.shutdownNow();
      clock.shutdownNow();
    }
  }

  private static Map<String, OutboxEntry> run(KillLoop loop, Path files) throws Exception {
    loop.kill(KILLS / LOOPS);
    loop.drain(DRAIN_SECONDS);
    Map<String, OutboxEntry> rows = new HashMap<>();
    for (Lane lane : Lane.values()) {
      try (JdbcOutbox outbox = lane.open(files.toString())) {
        rows.putAll(Rows.all(outbox));
      }
    }
    return rows;
  }
}
