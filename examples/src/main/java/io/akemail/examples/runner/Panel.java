package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Fate;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays out one picture of the run, as lines of text that fit the terminal. */
final class Panel {
  private static final int NAME = 12;
  private static final int MOST_LINES = 32;

  private final Ink ink;
  private final int width;
  private final int height;
  private final int perSecond;

  Panel(Ink ink, int columns, int rows, int perSecond) {
    this.ink = ink;
    this.width = Math.min(columns, 160) - 2;
    this.height = Math.min(rows - 1, MOST_LINES);
    this.perSecond = perSecond;
  }

  /** Whether a terminal is large enough. */
  static boolean fits(Terminal terminal) {
    return terminal.columns() >= 72 && terminal.rows() >= 20;
  }

  /** As many lines as are always drawn. */
  int height() {
    return height;
  }

  List<String> lines(View view) {
    List<String> lines = new ArrayList<>();
    lines.add(header(view));
    lines.add(" " + progress(view));
    lines.add("");
    lines.add(phase(view));
    lines.add(" " + ink.muted(fit("          " + view.phase().what(), width - 1)));
    lines.add("");
    lines.add(ink.muted(row("", "state", "why", "open", "mails/s")));
    for (ProviderStatus status : view.statuses()) {
      lines.add(provider(view, status));
    }
    lines.add("");
    for (ProviderStatus status : view.statuses()) {
      lines.add(history(view, status.provider().value()));
    }
    lines.add(troubles(view));
    lines.add("");
    lines.add(callers(view));
    lines.add("");
    lines.addAll(news(view, height - lines.size()));
    while (lines.size() < height) {
      lines.add("");
    }
    return lines;
  }

  private static String fit(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }

  private String header(View view) {
    String title = " AK Email: " + perSecond + " mails a second, SendGrid first, then SparkPost";
    String time =
        String.format(
            Locale.ROOT, "%.1f of %.0f s", view.recording().end() / 1e9, view.script().seconds());
    String left = fit(title, width - time.length() - 1);
    return ink.bold(left) + " ".repeat(Math.max(1, width - left.length() - time.length())) + time;
  }

  /** The whole script as a line: what is done bright, troubles in red. */
  private String progress(View view) {
    StringBuilder line = new StringBuilder();
    long total = view.script().total().toMillis();
    long done = view.recording().end() / 1_000_000;
    int columns = width - 1;
    long begin = 0;
    int column = 0;
    for (Phase phase : view.script().phases()) {
      long end = begin + phase.length().toMillis();
      int until = (int) (end * columns / total);
      int reached = (int) Math.min(until, Math.max(column, done * columns / total));
      String past = ink.line().repeat(reached - column);
      line.append(phase.trouble().isOutage() ? ink.bad(past) : ink.good(past));
      line.append(ink.muted(ink.thin().repeat(until - reached)));
      column = until;
      begin = end;
    }
    return line.toString();
  }

  private String phase(View view) {
    Phase phase = view.phase();
    String number = view.phaseNumber() + "/" + view.script().phases().size();
    String text = String.format(Locale.ROOT, " %-8s  %s", number, phase.title());
    return phase.trouble().isOutage() ? ink.bad(text) : ink.bold(text);
  }

  private static String row(String name, String state, String why, String open, String rate) {
    return String.format(
        Locale.ROOT, " %-" + NAME + "s %-13s %-12s %4s  %7s", name, state, why, open, rate);
  }

  private String provider(View view, ProviderStatus status) {
    String id = status.provider().value();
    String mark = view.taker().equals(id) ? ink.pointer() : " ";
    long rate = view.perSecond(id);
    String row =
        row(
            mark + " " + Texts.name(id),
            status.state().toString(),
            status.reason().toString(),
            String.valueOf(status.inFlight()),
            String.valueOf(rate));
    int state = NAME + 2;
    int room = width - row.length() - 1;
    int bar = (int) Math.min(room, Math.round((double) rate * room / (perSecond * 1.2)));
    return ink.provider(id, row.substring(0, state))
        + coloured(status.state(), row.substring(state, state + 13))
        + row.substring(state + 13)
        + " "
        + ink.provider(id, ink.full().repeat(Math.max(0, bar)));
  }

  private String coloured(ProviderState state, String text) {
    return switch (state) {
      case UP -> ink.good(text);
      case RAMPING, PROBING, SUSPECT -> ink.warning(text);
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT, DOWN -> ink.bad(text);
    };
  }

  private String history(View view, String id) {
    int columns = width - NAME - 3;
    int[] counts = view.history(id, columns);
    double full = perSecond * view.script().seconds() / columns;
    StringBuilder line = new StringBuilder();
    for (int count : counts) {
      line.append(ink.column(count / full));
    }
    String name = String.format(Locale.ROOT, " %-" + NAME + "s  ", "  " + Texts.name(id));
    return ink.provider(id, name + line);
  }

  /** Names the troubles under the columns in which they began. */
  private String troubles(View view) {
    int columns = width - NAME - 3;
    StringBuilder line = new StringBuilder(" ".repeat(NAME + 3));
    for (Recording.Entered entered : view.recording().phases()) {
      int column = (int) (entered.at() * columns / view.script().total().toNanos()) + NAME + 3;
      if (entered.phase().trouble() != Trouble.NONE && column >= line.length()) {
        line.append(" ".repeat(column - line.length())).append(entered.phase().label());
      }
    }
    return ink.bad(fit(line.toString(), width));
  }

  private String callers(View view) {
    Summary summary = Summary.of(view.recording());
    long failed = view.recording().sends(Fate.FAILED);
    String failures = Texts.count(failed) + " failed";
    String text =
        " Callers    "
            + Texts.count(summary.accepted())
            + " accepted, "
            + (failed == 0 ? ink.good(failures) : ink.bad(failures))
            + ", "
            + view.waiting()
            + " waiting now";
    String more = summary.rejected() > 0 ? ", " + summary.rejected() + " malformed" : "";
    return text + more + ink.muted("   half within " + Texts.span(summary.p50()));
  }

  /** The last changes of state, the newest below. */
  private List<String> news(View view, int room) {
    List<Change> changes = view.recording().changes();
    int from = Math.max(0, changes.size() - Math.max(0, room));
    List<String> lines = new ArrayList<>();
    for (Change change : changes.subList(from, changes.size())) {
      String time = String.format(Locale.ROOT, " %6.2f s   ", change.at() / 1e9);
      String state = String.format(Locale.ROOT, "%-13s ", change.state());
      String name = String.format(Locale.ROOT, "%-10s", Texts.name(change.provider()));
      String why = change.detail().isEmpty() ? change.reason().toString() : change.detail();
      int left = width - time.length() - name.length() - state.length();
      lines.add(
          ink.muted(time)
              + ink.provider(change.provider(), name)
              + coloured(change.state(), state)
              + fit(why, left));
    }
    return lines;
  }
}
