package io.akemail.examples.outbox;

import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Ink;
import io.akemail.examples.runner.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One play: put together, shown and judged. */
public final class OutboxShow {
  private static final int PROGRESS_SECONDS = 3;

  private final OutboxOptions options;
  private final Ink ink;
  private final PrintStream out;

  /** A play that prints to the standard output of this process. */
  public OutboxShow(OutboxOptions options) {
    this.options = options;
    this.ink = Ink.of(System.getenv(), Terminal.find().isPresent());
    this.out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out),
            true,
            ink.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
  }

  /** A play that prints to a stream, without colours. */
  OutboxShow(OutboxOptions options, PrintStream out) {
    this.options = options;
    this.ink = new Ink(false, false);
    this.out = out;
  }

  /**
   * Plays it to its end and writes the page.
   *
   * @return 0 if every guarantee was kept, else 1
   */
  public int run() {
    out.println(" Starting local stand-ins for SendGrid, SparkPost and Slack, and an application");
    Instant began = Instant.now();
    OutboxJournal journal = new OutboxJournal(m -> out.println(OutboxText.line(m, ink)));
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    OutboxRecording recording;
    List<String> log;
    try (OutboxStage stage = new OutboxStage(options, journal)) {
      var unused =
          clock.scheduleAtFixedRate(
              () -> progress(journal), PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
      recording = stage.play();
      log = stage.log();
    } catch (IOException e) {
      throw new UncheckedIOException("the play cannot be set up", e);
    } finally {
      clock.shutdownNow();
    }
    List<Guarantee> guarantees = OutboxGuarantees.check(recording, options);
    out.println();
    OutboxText.lines(recording, guarantees, ink).forEach(out::println);
    int exit = Guarantee.exitCode(guarantees);
    if (exit != 0 && !log.isEmpty()) {
      out.println();
      out.println(ink.bold(" What the application logged"));
      log.forEach(line -> out.println("  " + line));
    }
    write(new OutboxPage(recording, guarantees, options, began));
    return exit;
  }

  private void progress(OutboxJournal journal) {
    out.println(
        OutboxText.progress(
            journal.now(), journal.lastOrder(), journal.live(), journal.taken(), ink));
  }

  private void write(OutboxPage page) {
    Path file = options.report().toAbsolutePath().normalize();
    try {
      page.writeTo(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the page cannot be written to " + file, e);
    }
    out.println();
    out.println(" " + ink.bold("Page with the picture: ") + file);
  }
}
