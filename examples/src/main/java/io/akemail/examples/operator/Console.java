package io.akemail.examples.operator;

import io.akemail.examples.runner.Terminal;
import io.akemail.spi.ProviderId;
import io.akemail.status.SharedStatus;
import io.akemail.status.StatusStore;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Shows what a store holds, once or again and again. For one thread. */
public final class Console {
  private static final String ESC = "\u001b[";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long PAUSE_NANOS = 100_000_000;
  private static final long LOOK_MILLIS = 1000;

  private final StatusStore store;
  private final List<ProviderId> providers;
  private final PrintWriter out;
  private final boolean json;
  private String before = "";
  private int drawn;

  /**
   * A console on an open store.
   *
   * @param providers whom to show, in order
   */
  public Console(StatusStore store, List<ProviderId> providers, PrintWriter out, boolean json) {
    this.store = store;
    this.providers = List.copyOf(providers);
    this.out = out;
    this.json = json;
  }

  /**
   * Waits a little for a store that still connects.
   *
   * @throws RuntimeException what the store threw, if it does not answer
   */
  public void awaitStore() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean answered = false;
    while (!answered) {
      try {
        answered = store.read(providers.get(0)).provider() != null;
      } catch (RuntimeException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Prints what it holds now. */
  public List<SharedStatus> list() {
    List<SharedStatus> all = providers.stream().map(store::read).toList();
    lines(all).forEach(out::println);
    out.flush();
    return all;
  }

  private List<String> lines(List<SharedStatus> all) {
    List<String> lines = new ArrayList<>();
    for (SharedStatus status : all) {
      lines.addAll(json ? List.of(StoreJson.line(status)) : StoreText.lines(status));
    }
    return lines;
  }

  /**
   * Shows it live: in place in a terminal, else whatever is new as soon as it is told.
   *
   * @param longest when to end
   */
  public void watch(Duration longest) {
    boolean inPlace = !json && Terminal.find().isPresent();
    LinkedBlockingQueue<ProviderId> nudges = new LinkedBlockingQueue<>();
    store.onChange(nudges::add);
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        look(inPlace);
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        ProviderId first =
            nudges.poll(Math.max(0, Math.min(LOOK_MILLIS, left)), TimeUnit.MILLISECONDS);
        if (first != null) {
          nudges.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(boolean inPlace) {
    List<String> lines;
    String gist;
    try {
      List<SharedStatus> all = providers.stream().map(store::read).toList();
      lines = lines(all);
      gist = all.stream().map(StoreText::gist).collect(Collectors.joining("\n"));
    } catch (RuntimeException e) {
      lines =
          json
              ? List.of("{\"error\":\"the store does not answer\"}")
              : List.of("The store does not answer.");
      gist = "gone";
    }
    if (inPlace) {
      draw(lines);
    } else if (!gist.equals(before)) {
      if (!json) {
        out.println("-- " + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
      }
      lines.forEach(out::println);
      out.flush();
    }
    before = gist;
  }

  private void draw(List<String> lines) {
    if (drawn > 0) {
      out.print(ESC + drawn + "A\r" + ESC + "J");
    }
    out.println(
        "At "
            + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
            + ", end with Ctrl-C");
    lines.forEach(out::println);
    out.flush();
    drawn = lines.size() + 1;
  }
}
