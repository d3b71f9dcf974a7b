package io.akemail.examples.runner;

import io.akemail.FailoverSender;
import io.akemail.message.MessageId;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.testkit.ProviderServer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One run: servers, sender and traffic put together, played, shown and judged. */
public final class Demo {
  private static final String FIRST_KEY = "SG.runner";
  private static final String SECOND_KEY = "runner";
  private static final MessageId BAD = MessageId.of("the-malformed-one@shop.example");
  private static final long DRAW_MILLIS = 150;

  private final RunnerOptions options;
  private final Ink ink;
  private final PrintStream out;
  private final Script script;
  private final Pace pace;

  /** A run that prints to the standard output of this process. */
  public Demo(RunnerOptions options) {
    this(options, Ink.of(System.getenv(), Terminal.isThere() && !options.plain()));
  }

  private Demo(RunnerOptions options, Ink ink) {
    this(options, ink, standardOutput(ink));
  }

  Demo(RunnerOptions options, Ink ink, PrintStream out) {
    this.options = options;
    this.ink = ink;
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
    Instant began = Instant.now();
    Recording recording = ink.colours() ? playInPlace() : play(new PlainScreen(out, ink));
    Summary summary = Summary.of(recording);
    List<Guarantee> guarantees = Guarantees.check(recording, pace, options.perSecond());
    out.println();
    SummaryText.lines(summary, guarantees, ink).forEach(out::println);
    out.println();
    out.println(ink.muted(" " + pace.note()));
    writePage(new Page(recording, summary, guarantees, pace, options.perSecond(), began));
    return Guarantee.exitCode(guarantees);
  }

  /** What goes to the error stream meanwhile, such as the sender's log, is printed afterwards. */
  private Recording playInPlace() {
    Terminal terminal = Terminal.now();
    Panel panel = new Panel(ink, terminal.columns(), terminal.rows(), options.perSecond());
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
      kept.toString(StandardCharsets.UTF_8).lines().forEach(line -> out.println("  " + line));
    }
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
    try (ProviderServer first = ProviderServer.sendGrid(FIRST_KEY);
        ProviderServer second = ProviderServer.sparkPost(SECOND_KEY)) {
      Journal journal = new Journal(BAD.value(), screen::changed);
      first.onCall(call -> journal.hit(Recording.FIRST, call));
      second.onCall(call -> journal.hit(Recording.SECOND, call));
      try (FailoverSender sender = sender(first, second, journal)) {
        Stage stage = new Stage(first, sender, journal);
        stage.play(screen);
        List<String> violations = new ArrayList<>(first.violations());
        violations.addAll(second.violations());
        return journal.recording(violations);
      }
    }
  }

  private FailoverSender sender(ProviderServer first, ProviderServer second, Journal journal) {
    return FailoverSender.builder()
        .provider(
            SendGrid.builder()
                .apiKey(FIRST_KEY)
                .baseUrl(first.uri())
                .allowLocalNetwork()
                .build())
        .provider(
            SparkPost.builder()
                .apiKey(SECOND_KEY)
                .baseUrl(second.uri().resolve("/api/v1"))
                .allowLocalNetwork()
                .build())
        .settings(pace.settings())
        .listener(journal)
        .build();
  }

  /** The script on its way: phases by the clock, traffic all the time. */
  private final class Stage {
    private final ProviderServer first;
    private final FailoverSender sender;
    private final Journal journal;
    private final Traffic traffic;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    Stage(ProviderServer first, FailoverSender sender, Journal journal) {
      this.first = first;
      this.sender = sender;
      this.journal = journal;
      this.traffic = new Traffic(sender, journal, options.perSecond());
    }

    private View view() {
      return new View(script, journal.recording(List.of()), sender.statuses(), traffic.waiting());
    }

    void play(Screen screen) {
      CountDownLatch over = new CountDownLatch(1);
      enter(0, screen);
      try (traffic) {
        traffic.start();
        long at = 0;
        for (int i = 0; i < script.phases().size(); i++) {
          int number = i;
          if (i > 0) {
            later(() -> enter(number, screen), at);
          }
          at += script.phases().get(i).length().toMillis();
        }
        later(over::countDown, at);
        var unused =
            clock.scheduleWithFixedDelay(
                () -> screen.tick(view()), DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        clock.shutdownNow();
      }
      screen.end(view());
    }

    private void later(Runnable action, long millis) {
      var unused = clock.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    private void enter(int number, Screen screen) {
      Phase phase = script.phases().get(number);
      journal.entered(phase);
      first.behave(phase.trouble().behaviour(pace, BAD.value()));
      screen.entered(view());
      if (phase.trouble() == Trouble.BAD_MESSAGE) {
        traffic.sendBad(BAD);
      }
    }
  }
}
