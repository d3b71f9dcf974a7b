package io.akemail.examples.fleet;

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
import java.util.Optional;

/** One play: processes, servers and Redis put together, shown and judged. */
public final class FleetShow {
  private static final int WIDTH = 100;

  private final FleetOptions options;
  private final Optional<Terminal> terminal;
  private final Ink ink;
  private final PrintStream out;

  /** A play that prints to the standard output of this process. */
  public FleetShow(FleetOptions options) {
    this.options = options;
    this.terminal = options.plain() ? Optional.empty() : Terminal.find();
    this.ink = Ink.of(System.getenv(), terminal.isPresent());
    this.out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out),
            true,
            ink.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
  }

  /** A play without a terminal that prints to a stream. */
  FleetShow(FleetOptions options, PrintStream out) {
    this.options = options;
    this.terminal = Optional.empty();
    this.ink = new Ink(false, false);
    this.out = out;
  }

  /**
   * Plays it to its end and writes the page.
   *
   * @return 0 if every guarantee was kept, else 1
   */
  public int run() {
    out.println(" Starting three applications, local stand-ins for both services, and Redis ...");
    Instant began = Instant.now();
    FleetScreen screen = new FleetScreen(out, ink, terminal.map(this::panel));
    FleetRecording recording;
    List<String> log;
    try (FleetStage stage = new FleetStage(options, screen)) {
      recording = stage.play();
      log = stage.log();
    }
    screen.end();
    List<Guarantee> guarantees = FleetGuarantees.check(recording);
    out.println();
    FleetText.lines(recording, guarantees, ink, width()).forEach(out::println);
    int exit = Guarantee.exitCode(guarantees);
    if (exit != 0 && !log.isEmpty()) {
      out.println();
      out.println(ink.bold(" What the applications logged"));
      log.forEach(line -> out.println("  " + line));
    }
    write(new FleetPage(recording, guarantees, options, began));
    return exit;
  }

  private FleetPanel panel(Terminal place) {
    return new FleetPanel(ink, Math.min(WIDTH, place.columns()));
  }

  private int width() {
    return Math.min(WIDTH, terminal.map(Terminal::columns).orElse(WIDTH));
  }

  private void write(FleetPage page) {
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
