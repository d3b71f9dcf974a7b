package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.runner.Ink;
import io.akemail.status.ProviderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The picture in the terminal: one line per instance and provider, time from left to right. */
final class FleetPanel {
  private static final int NAMES = 18;
  private static final int STATE = 26;
  private static final long USUAL = 70_000_000_000L;

  private final Ink ink;
  private final int columns;

  FleetPanel(Ink ink, int columns) {
    this.ink = ink;
    this.columns = Math.max(NAMES + STATE + 10, columns - 1);
  }

  List<String> lines(FleetRecording recording) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (!recording.acts().isEmpty()) {
      Begun begun = recording.acts().get(recording.acts().size() - 1);
      String number = " " + recording.acts().size() + ". ";
      lines.add(ink.bold(shortened(number + begun.act().title())));
      lines.add(ink.muted(shortened("    " + begun.act().what())));
    }
    lines.add("");
    for (String instance : recording.instances()) {
      lines.add(row(recording, instance, FleetRecording.SENDGRID));
      lines.add(row(recording, instance, FleetRecording.SPARKPOST));
    }
    long failed = recording.sent().values().stream().mapToLong(Wire.Sent::failed).sum();
    long ok = recording.sent().values().stream().mapToLong(Wire.Sent::ok).sum();
    lines.add("");
    lines.add(
        shortened(
            String.format(
                Locale.ROOT,
                " %5.1f s   %,d mails sent   %,d failed   Redis is %s",
                recording.end() / 1e9,
                ok,
                failed,
                isUp(recording) ? "there" : "away")));
    return lines;
  }

  private static boolean isUp(FleetRecording recording) {
    int last = recording.redis().size() - 1;
    return last < 0 || recording.redis().get(last).up();
  }

  private String shortened(String text) {
    return text.length() <= columns ? text : text.substring(0, columns);
  }

  private String row(FleetRecording recording, String instance, String provider) {
    boolean first = provider.equals(FleetRecording.SENDGRID);
    String name = String.format(Locale.ROOT, " %-7s", first ? instance : "");
    String label = ink.provider(provider, first ? "SendGrid " : "SparkPost");
    List<Sighting> course = recording.course(instance, provider);
    StringBuilder bar = new StringBuilder();
    int cells = columns - NAMES - STATE;
    long total = Math.max(USUAL, recording.end());
    int next = 0;
    for (int cell = 0; cell < cells; cell++) {
      long to = total * (cell + 1) / cells;
      if (total * cell / cells > recording.end()) {
        break;
      }
      @Nullable ProviderState worst = null; // a short state is not to be lost between two cells
      while (next < course.size() && course.get(next).at() < to) {
        ProviderState state = course.get(next).state();
        worst = worst == null || state.compareTo(worst) < 0 ? state : worst;
        next++;
      }
      bar.append(cell(worst != null ? worst : next > 0 ? course.get(next - 1).state() : null));
    }
    String now = course.isEmpty() ? "" : now(course.get(course.size() - 1));
    int drawn = Math.min(cells, (int) (cells * recording.end() / total) + 1);
    return name + label + " " + bar + " ".repeat(Math.max(0, cells - drawn) + 1) + now;
  }

  private static String now(Sighting view) {
    String text = view.state() + (view.state() == ProviderState.UP ? "" : " " + view.source());
    return text.length() <= STATE ? text : text.substring(0, STATE);
  }

  private String cell(@Nullable ProviderState state) {
    if (state == null) {
      return " ";
    }
    return switch (state) {
      case UP -> ink.good(ink.line());
      case RAMPING, PROBING -> ink.good(ink.thin());
      case SUSPECT -> ink.warning(ink.full());
      default -> ink.bad(ink.full());
    };
  }
}
