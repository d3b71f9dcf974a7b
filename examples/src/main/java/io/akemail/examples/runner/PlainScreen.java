package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Fate;
import io.akemail.status.ProviderStatus;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line for each thing that happens, for pipes and log files. */
final class PlainScreen implements Screen {
  private static final long PACE = 3_000_000_000L;

  private final PrintStream out;
  private final Ink ink;
  private long lastProgress;

  PlainScreen(PrintStream out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  private synchronized void line(long at, String kind, String text) {
    out.println(String.format(Locale.ROOT, "%7.2f s  %-9s %s", at / 1e9, kind, text));
  }

  @Override
  public void entered(View view) {
    Phase phase = view.phase();
    String number = view.phaseNumber() + "/" + view.script().phases().size();
    line(view.recording().end(), "phase", number + " " + phase.title() + ". " + phase.what());
  }

  @Override
  public void changed(Change change) {
    String detail = change.detail().isEmpty() ? "" : ": " + change.detail();
    line(
        change.at(),
        "state",
        Texts.name(change.provider())
            + " "
            + ink.arrow()
            + " "
            + change.state()
            + " ("
            + change.reason()
            + ")"
            + detail);
  }

  @Override
  public void tick(View view) {
    if (view.recording().end() - lastProgress >= PACE) {
      lastProgress = view.recording().end();
      line(lastProgress, "progress", progress(view));
    }
  }

  private static String progress(View view) {
    String providers =
        view.statuses().stream()
            .map(status -> provider(view, status))
            .collect(Collectors.joining(", "));
    return providers
        + ", failed "
        + view.recording().sends(Fate.FAILED)
        + ", waiting "
        + view.waiting();
  }

  private static String provider(View view, ProviderStatus status) {
    String id = status.provider().value();
    return Texts.name(id) + " " + view.perSecond(id) + "/s " + status.state();
  }

  @Override
  public void end(View view) {
    line(view.recording().end(), "end", progress(view));
  }
}
