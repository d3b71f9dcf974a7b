package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.runner.Ink;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows the play: in place where there is a terminal, else a line for each thing that happens. */
final class FleetScreen {
  private static final String ESC = "\u001b[";

  /** What is older comes no more from any process. */
  private static final long SETTLE_NANOS = 200_000_000;

  private static final long DRAW_NANOS = 150_000_000;

  private final PrintStream out;
  private final Ink ink;
  private final Optional<FleetPanel> panel;
  private int shown;
  private int drawnLines;
  private long drawnAt;

  FleetScreen(PrintStream out, Ink ink, Optional<FleetPanel> panel) {
    this.out = out;
    this.ink = ink;
    this.panel = panel;
  }

  /** Something to know before it begins. */
  void say(String text) {
    out.println(" " + text);
  }

  void entered(FleetRecording recording) {
    tick(recording);
    if (panel.isEmpty()) {
      Begun begun = recording.acts().get(recording.acts().size() - 1);
      String number = recording.acts().size() + ". ";
      out.println(
          line(begun.at(), "", ink.bold(number + begun.act().title()) + ". " + begun.act().what()));
    }
  }

  void tick(FleetRecording recording) {
    if (panel.isPresent()) {
      draw(panel.get(), recording);
      return;
    }
    List<Sighting> views = recording.views();
    long settled = recording.end() - SETTLE_NANOS;
    for (; shown < views.size() && views.get(shown).at() <= settled; shown++) {
      FleetText.told(views, shown, ink)
          .ifPresent(text -> out.println(line(text.at(), text.who(), text.what())));
    }
  }

  static String line(long at, String who, String what) {
    return String.format(Locale.ROOT, "%7.2f s  %-8s %s", at / 1e9, who, what);
  }

  private void draw(FleetPanel picture, FleetRecording recording) {
    if (drawnLines > 0 && recording.end() - drawnAt < DRAW_NANOS) {
      return;
    }
    drawnAt = recording.end();
    List<String> lines = picture.lines(recording);
    StringBuilder text = new StringBuilder(4096).append(ESC).append("?25l");
    if (drawnLines > 0) {
      text.append(ESC).append(drawnLines).append("A\r");
    }
    lines.forEach(line -> text.append(line).append(ESC).append("K\n"));
    drawnLines = lines.size();
    out.print(text);
    out.flush();
  }

  /** Gives the cursor back. */
  void end() {
    if (panel.isPresent()) {
      out.print(ESC + "?25h");
      out.flush();
    }
  }
}
