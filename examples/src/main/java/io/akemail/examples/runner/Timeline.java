package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Svg.Box;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws who took the mail when, in which phase, and how each provider stood. */
final class Timeline {
  private static final double BAND = 24;
  private static final double TOP = BAND + 10;
  private static final double GAP = 34;
  private static final long BUCKET = 200_000_000L;

  private final Frame frame;
  private final Recording recording;
  private final double most;
  private final Svg svg;

  private Timeline(Frame frame, Recording recording, int perSecond) {
    this.frame = frame;
    this.recording = recording;
    this.most = perSecond * 1.7;
    double height = TOP + frame.plot() + GAP + 2 * (BAND + 6) + 4;
    this.svg =
        new Svg(
            "chart " + frame.kind(),
            frame.width(),
            height,
            "Mails accepted per second by each provider, and the state of each provider");
  }

  static String draw(Frame frame, Recording recording, int perSecond) {
    Timeline timeline = new Timeline(frame, recording, perSecond);
    timeline.phases();
    timeline.grid(perSecond);
    timeline.areas();
    timeline.marks();
    timeline.frame.seconds(timeline.svg, timeline.bottom());
    timeline.states(Recording.FIRST, timeline.bottom() + GAP);
    timeline.states(Recording.SECOND, timeline.bottom() + GAP + BAND + 6);
    return timeline.svg.end();
  }

  private double bottom() {
    return TOP + frame.plot();
  }

  private double y(double rate) {
    return bottom() - frame.plot() * Math.min(1, rate / most);
  }

  private void phases() {
    for (int i = 0; i < recording.phases().size(); i++) {
      Entered entered = recording.phases().get(i);
      Phase phase = entered.phase();
      double from = frame.x(entered.at()) + 1;
      double width = frame.x(recording.endOf(i)) - from - 1;
      boolean outage = phase.trouble().isOutage();
      String kind = outage ? "ill" : phase.trouble() == Trouble.BAD_MESSAGE ? "odd" : "well";
      if (outage) {
        svg.box("shade", new Box(from, TOP, width, frame.plot()), "");
      }
      svg.box("phase " + kind, new Box(from, 0, width, BAND), phase.title() + ". " + phase.what());
      String label = frame.fitting(phase.label(), width);
      svg.text("label middle " + kind, from + width / 2, BAND - 8, label);
    }
  }

  private void grid(int perSecond) {
    for (int rate = 0; rate <= most; rate += Math.max(1, perSecond / 2)) {
      svg.line("grid", frame.left(), y(rate), frame.right(), y(rate));
      svg.text("axis end", frame.left() - 6, y(rate) + 4, String.valueOf(rate));
    }
  }

  private double[] rates(String provider) {
    double[] rates = new double[(int) (frame.total() / BUCKET) + 1];
    for (Recording.Hit hit : recording.hits()) {
      if (hit.accepted() && hit.provider().equals(provider)) {
        rates[(int) Math.min(rates.length - 1, hit.at() / BUCKET)] += 1e9 / BUCKET;
      }
    }
    return rates;
  }

  /** The second one stands upon the first one. */
  private void areas() {
    double[] first = rates(Recording.FIRST);
    double[] second = rates(Recording.SECOND);
    double[] both = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      both[i] = first[i] + second[i];
    }
    svg.path("area second", area(first, both));
    svg.path("area first", area(new double[first.length], first));
  }

  /** Between two courses; the last, unfinished part of the time is left out. */
  private String area(double[] below, double[] above) {
    StringBuilder data = new StringBuilder();
    int parts = above.length - 1;
    for (int i = 0; i < parts; i++) {
      data.append(i == 0 ? 'M' : 'L').append(place(i, above[i]));
    }
    for (int i = parts - 1; i >= 0; i--) {
      data.append('L').append(place(i, below[i]));
    }
    return data.append('Z').toString();
  }

  private String place(int part, double rate) {
    double x = frame.x(part * BUCKET + BUCKET / 2);
    return Svg.number(x) + " " + Svg.number(y(rate));
  }

  /** Each failover, and each way back. */
  private void marks() {
    for (Outage outage : Outage.of(recording)) {
      if (outage.takenOver() != Outage.NEVER) {
        mark("over", outage.takenOver(), "failover in", Texts.span(outage.takeover()));
      }
      if (outage.back() != Outage.NEVER) {
        mark("back", outage.back(), "back in", Texts.span(outage.comeback()));
      }
    }
  }

  private void mark(String kind, long at, String what, String span) {
    double x = frame.x(at);
    svg.line("mark " + kind, x, TOP, x, bottom());
    if (frame.isWide()) {
      svg.text("note " + kind, x + 5, TOP + 14, what);
      svg.text("note strong " + kind, x + 5, TOP + 28, span);
    }
  }

  private void states(String provider, double y) {
    String whole = Texts.name(provider);
    String name = frame.isWide() ? whole : whole.replaceAll("[a-z]", "");
    svg.text("who end", frame.left() - 6, y + BAND / 2 + 4, name);
    List<Change> all = new ArrayList<>();
    all.add(new Change(0, provider, ProviderState.UP, StatusReason.HEALTHY, ""));
    recording.changes().stream().filter(c -> c.provider().equals(provider)).forEach(all::add);
    for (int i = 0; i < all.size(); i++) {
      Change change = all.get(i);
      long end = i + 1 < all.size() ? all.get(i + 1).at() : recording.end();
      state(change, end, y);
    }
  }

  private void state(Change change, long end, double y) {
    double x = frame.x(change.at());
    double width = Math.max(1.5, frame.x(end) - x - 1);
    String name = change.state().toString();
    String title =
        String.join(" ", name, "(" + change.reason() + ")", "for", Texts.span(end - change.at()));
    svg.box("state " + name.toLowerCase(Locale.ROOT), new Box(x, y, width, BAND), title);
    String label = name.toLowerCase(Locale.ROOT).replace('_', ' ');
    String fitting = frame.fitting(label, width);
    svg.text("label middle inside", x + width / 2, y + BAND / 2 + 4, fitting);
  }
}
