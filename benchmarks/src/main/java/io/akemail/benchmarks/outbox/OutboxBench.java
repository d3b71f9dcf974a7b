package io.akemail.benchmarks.outbox;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.MessageFormat;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import io.akemail.spi.ProviderId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Compares {@code add} with a bare insert of the same bytes, in short slices that take turns; then
 * says how many messages a second are claimed, marked and settled, and what a million records of
 * ended messages change.
 */
public final class OutboxBench {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final ProviderId A = ProviderId.of("a");

  private final Engine engine;
  private final Duration span;
  private final byte[] bytes;
  private final AtomicLong ids = new AtomicLong();

  private OutboxBench(Engine engine, Duration span) throws IOException {
    this.engine = engine;
    this.span = span;
    this.bytes = MessageFormat.write(message());
  }

  /**
   * Runs on SQLite and PostgreSQL.
   *
   * @param args pairs of slices (default 6), milliseconds per slice (default 2,000)
   */
  @SuppressWarnings("SystemOut") // a program for people
  public static void main(String[] args) throws Exception {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    Duration span = Duration.ofMillis(args.length > 1 ? Long.parseLong(args[1]) : 2000);
    Path folder = Files.createTempDirectory(Path.of("target"), "outbox");
    try (Engine sqlite = Engine.sqlite(folder);
        EmbeddedPostgres server = Engine.startPostgres();
        Engine postgres = Engine.postgres(server)) {
      for (Engine engine : List.of(sqlite, postgres)) {
        for (String line : new OutboxBench(engine, span).run(pairs)) {
          System.out.println(line);
        }
      }
    }
  }

  private List<String> run(int pairs) throws Exception {
    engine.run("CREATE TABLE bare (id VARCHAR(320) PRIMARY KEY, content " + engine.blob() + ")");
    List<String> lines = new ArrayList<>();
    lines.add(engine.name() + ", " + bytes.length + " bytes a message; median (least to most)");
    for (int threads : List.of(1, 8)) {
      lines.add(adding(threads, pairs));
    }
    lines.add(relaying());
    engine.run("DELETE FROM ak_email_outbox");
    engine.run(
        "INSERT INTO ak_email_outbox (id, state, version, claimed, added_at, changed_at, due_at,"
            + " expires_at, deliver_before, marked_at, doubts_at, doubts, possible_duplicate,"
            + " attempts, rounds, size, detail) SELECT 'old' || n || '@shop.example', 'SENT', 1, 0,"
            + " 1700000000000 + n, 4000000000000, 0, 0, 0, 0, 0, '', 0, 1, 0, 1000, '' FROM "
            + engine.numbers()
            + " AS numbers");
    for (int i = 0; i < 10_000; i++) {
      engine.outbox().add(Submission.of(message()));
    }
    lines.add("with 1,000,000 sent and 10,000 waiting:");
    lines.add(relaying());
    lines.add(timed("counts", () -> engine.outbox().counts().live()));
    lines.add(timed("list 100 sent", () -> engine.outbox().list(OutboxState.SENT, 100).size()));
    lines.add(timed("hasten", this::hasten));
    return lines;
  }

  private long hasten() {
    engine.outbox().hasten(3);
    return 0;
  }

  private static EmailMessage message() {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you for your order. ".repeat(50))
        .html("<p>Thank you for your order.</p>".repeat(50))
        .build();
  }

  private interface Step {
    void run() throws SQLException;
  }

  private void bare() throws SQLException {
    try (Connection connection = engine.pool().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO bare (id, content) VALUES (?, ?)")) {
      statement.setString(1, ids.incrementAndGet() + "@shop.example");
      statement.setBytes(2, bytes);
      statement.executeUpdate();
    }
  }

  private void ours() {
    engine.outbox().add(Submission.of(message()));
  }

  private String adding(int threads, int pairs) throws Exception {
    slice(threads, this::bare);
    slice(threads, this::ours);
    double[] ratios = new double[pairs];
    double sum = 0;
    for (int i = 0; i < pairs; i++) {
      double bare = i % 2 == 0 ? slice(threads, this::bare) : 0;
      double ours = slice(threads, this::ours);
      bare = i % 2 == 0 ? bare : slice(threads, this::bare);
      ratios[i] = ours / bare;
      sum += ours;
      engine.run("DELETE FROM ak_email_outbox");
      engine.run("DELETE FROM bare");
    }
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "add, %d threads: %.0f/s, %.2f of a bare insert (%.2f to %.2f)",
        threads,
        sum / pairs,
        ratios[pairs / 2],
        ratios[0],
        ratios[pairs - 1]);
  }

  /** How many a second. */
  private double slice(int threads, Step step) throws Exception {
    AtomicLong count = new AtomicLong();
    long end = System.nanoTime() + span.toNanos();
    List<Thread> all = new ArrayList<>();
    List<SQLException> failures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (System.nanoTime() < end) {
                    step.run();
                    count.incrementAndGet();
                  }
                } catch (SQLException e) {
                  failures.add(e);
                }
              });
      all.add(thread);
      thread.start();
    }
    for (Thread thread : all) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return count.get() * 1e9 / span.toNanos();
  }

  private String relaying() {
    for (int i = engine.outbox().counts().live() < 3000 ? 0 : 3000; i < 3000; i++) {
      ours();
    }
    long begun = System.nanoTime();
    long claims = 0;
    int relayed = 0;
    while (relayed < 2000) {
      long asked = System.nanoTime();
      List<Claim> all = engine.outbox().claim(8, LEASE);
      claims += System.nanoTime() - asked;
      for (Claim claim : all) {
        engine.outbox().mark(claim, new Mark(A, 1, List.of(), LEASE));
        engine
            .outbox()
            .settle(
                claim,
                new Settlement(
                    OutboxState.SENT, Duration.ZERO, 1, 0, List.of(), A, "1", false, "accepted"));
      }
      relayed += all.size();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return String.format(
        Locale.ROOT,
        "claimed by 8, marked, settled by 1 thread: %.0f/s; a claim of 8 takes %.2f ms",
        relayed / seconds,
        claims / 1e6 / (relayed / 8.0));
  }

  private static String timed(String name, LongSupplier call) {
    long begun = System.nanoTime();
    long result = call.getAsLong();
    return String.format(
        Locale.ROOT, "%s (%d): %.1f ms", name, result, (System.nanoTime() - begun) / 1e6);
  }
}
