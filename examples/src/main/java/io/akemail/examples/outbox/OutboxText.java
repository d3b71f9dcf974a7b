package io.akemail.examples.outbox;

import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Ink;
import io.akemail.examples.runner.Texts;
import io.akemail.outbox.OutboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The play in words. */
final class OutboxText {
  private static final long SECOND = 1_000_000_000L;
  private static final int WIDTH = 96;

  private OutboxText() {}

  /** One line of the course. */
  static String line(Moment moment, Ink ink) {
    String text =
        switch (moment.kind()) {
          case KILLED, DOWN -> ink.bad(moment.text());
          case BACK, DRAINED -> ink.good(moment.text());
          case SLACK -> ink.warning("Slack: " + shown(moment.text(), ink));
          case STARTED -> moment.text();
        };
    return time(moment.at()) + text;
  }

  private static String shown(String text, Ink ink) {
    return ink.unicode() ? text : text.replaceAll("[^ -~]+ ?", "");
  }

  /** One line of progress. */
  static String progress(long at, int accepted, long live, int taken, Ink ink) {
    return time(at)
        + ink.muted(
            String.format(
                Locale.ROOT, "accepted %,d, waiting %,d, sent %,d", accepted, live, taken));
  }

  private static String time(long at) {
    return String.format(Locale.ROOT, " %5.1f s  ", at / 1e9);
  }

  static List<String> lines(OutboxRecording recording, List<Guarantee> guarantees, Ink ink) {
    List<String> lines = new ArrayList<>();
    lines.add(ink.bold(" Mails"));
    row(lines, "accepted", recording.accepted().size());
    row(lines, "sent", recording.delivered());
    row(lines, "second copies", recording.copies());
    row(lines, "flagged", recording.flagged().size());
    for (OutboxState state :
        List.of(OutboxState.EXPIRED, OutboxState.FAILED, OutboxState.UNKNOWN)) {
      row(lines, state.name().toLowerCase(Locale.ROOT), recording.states().getOrDefault(state, 0L));
    }
    row(lines, "kills", recording.count(Moment.Kind.KILLED));
    lines.add("  " + padded("time to drain") + "  " + recording.drainSeconds());
    lines.add("");
    lines.addAll(rates(recording, ink));
    lines.add("");
    lines.add(ink.bold(" Guarantees"));
    for (Guarantee guarantee : guarantees) {
      lines.add(" " + ink.tick(guarantee.kept()) + " " + guarantee.promise());
      lines.add("   " + ink.muted(guarantee.evidence()));
    }
    return lines;
  }

  private static void row(List<String> lines, String name, long count) {
    lines.add("  " + padded(name) + String.format(Locale.ROOT, "%8s", Texts.count(count)));
  }

  private static String padded(String name) {
    return String.format(Locale.ROOT, "%-16s", name);
  }

  /** A column for each second. */
  private static List<String> rates(OutboxRecording recording, Ink ink) {
    int[] taken = recording.taken(SECOND);
    int most = 1;
    for (int count : taken) {
      most = Math.max(most, count);
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < Math.min(WIDTH, taken.length); i++) {
      columns.append(ink.column((double) taken[i] / most));
    }
    return List.of(
        ink.bold(" Mails sent a second, from begin to end; at most " + most), "  " + columns);
  }
}
