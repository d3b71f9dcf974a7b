package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import java.io.PrintStream;
import java.util.List;

/** Draws the panel again and again in the same place of a terminal. */
final class LiveScreen implements Screen {
  private static final String ESC = "\u001b[";

  private final PrintStream out;
  private final Panel panel;
  private boolean drawn;

  LiveScreen(PrintStream out, Panel panel) {
    this.out = out;
    this.panel = panel;
  }

  @Override
  public void entered(View view) {
    draw(view);
  }

  @Override
  public void changed(Change change) {
    // the next tick shows it
  }

  @Override
  public void tick(View view) {
    draw(view);
  }

  @Override
  public synchronized void end(View view) {
    draw(view);
    showCursor();
  }

  /** Gives the cursor back, in case the run is broken off. */
  void showCursor() {
    out.print(ESC + "?25h");
    out.flush();
  }

  private synchronized void draw(View view) {
    List<String> lines = panel.lines(view);
    StringBuilder text = new StringBuilder(4096).append(ESC).append("?25l");
    if (drawn) {
      text.append(ESC).append(panel.height()).append("A\r");
    }
    for (String line : lines) {
      text.append(line).append(ESC).append("K\n");
    }
    drawn = true;
    out.print(text);
    out.flush();
  }
}
