package io.akemail.examples.runner;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run: servers, sender and traffic put together, played, shown and judged. */
public final class Demo {
  private final RunnerOptions options;
  private final Optional<Terminal> terminal;
  private final Ink ink;
  private final PrintStream out;
  private final Script script;
  private final Pace pace;

  /** A run that prints to the standard output of this process. */
  public Demo(RunnerOptions options) {
    this(options, options.plain() ? Optional.empty() : Terminal.find().filter(Panel::fits));
  }

  private Demo(RunnerOptions options, Optional<Terminal> terminal) {
    this.options = options;
    this.terminal = terminal;
    this.ink = Ink.of(System.getenv(), terminal.isPresent());
    this.out = standardOutput(ink);
    this.pace = Pace.lasting(options.seconds());
    this.script = Script.at(pace);
  }

  /** A run without a terminal that prints to a stream. */
  Demo(RunnerOptions options, PrintStream out) {
    this.options = options;
    this.terminal = Optional.empty();
    this.ink = new Ink(false, false);
    this.out = out;
    this.pace = Pace.lasting(options.seconds());
    this.script = Script.at(pace);
  }

  private static PrintStream standardOutput(Ink ink) {
    Charset charset = ink.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
  }

  /**
   * Plays the script to its end and writes the page.
   *
   * @return 0 if every guarantee was kept, else 1
   */
  public int run() {
    out.println(" Starting local stand-ins for SendGrid and SparkPost, warming up ...");
    Instant began = Instant.now();
    Recording recording =
        terminal.map(this::playInPlace).orElseGet(() -> play(new PlainScreen(out, ink)));
    Summary summary = Summary.of(recording);
    List<Guarantee> guarantees = Guarantees.check(recording, pace, options.perSecond());
    out.println();
    SummaryText.lines(summary, guarantees, ink, width()).forEach(out::println);
    out.println();
    Texts.wrapped(pace.note(), 1, width()).forEach(line -> out.println(ink.muted(line)));
    writePage(new Page(recording, summary, guarantees, pace, options.perSecond(), began));
    return Guarantee.exitCode(guarantees);
  }

  /** What goes to the error stream meanwhile, such as the sender's log, is printed afterwards. */
  private Recording playInPlace(Terminal place) {
    Panel panel = new Panel(ink, place.columns(), place.rows(), options.perSecond());
    LiveScreen screen = new LiveScreen(out, panel);
    Thread giveBack = new Thread(screen::showCursor);
    Runtime.getRuntime().addShutdownHook(giveBack);
    PrintStream usual = System.err;
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    System.setErr(new PrintStream(kept, true, StandardCharsets.UTF_8));
    try {
      return play(screen);
    } finally {
      System.setErr(usual);
      out.println();
      out.println(ink.bold(" The sender's log"));
      kept.toString(StandardCharsets.UTF_8)
          .lines()
          .flatMap(line -> Texts.wrapped(line, 2, width()).stream())
          .forEach(out::println);
    }
  }

  private int width() {
    return Math.min(100, terminal.map(Terminal::columns).orElse(100));
  }

  private void writePage(Page page) {
    Path file = options.report().toAbsolutePath().normalize();
    try {
      page.writeTo(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the page cannot be written to " + file, e);
    }
    out.println();
    out.println(" " + ink.bold("Page with charts: ") + file);
  }

  private Recording play(Screen screen) {
    Stage.warmUp();
    try (Stage stage = new Stage(script, options.perSecond(), screen)) {
      return stage.play();
    }
  }
}
