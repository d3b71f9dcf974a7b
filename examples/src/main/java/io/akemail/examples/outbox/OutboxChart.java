package io.akemail.examples.outbox;

import io.akemail.examples.outbox.OutboxRecording.Depth;
import io.akemail.examples.runner.Frame;
import io.akemail.examples.runner.Svg;
import io.akemail.examples.runner.Svg.Box;
import java.util.function.LongToDoubleFunction;

/** Draws how much waited, what was sent, and what was done to providers and application. */
final class OutboxChart {
  private static final double BAND = 22;
  private static final double GAP = 6;
  private static final double TOP = 2 * (BAND + GAP) + 20;
  private static final double BETWEEN = 34;
  private static final double RATE_PART = 0.45;
  private static final long SECOND = 1_000_000_000L;

  private final Frame frame;
  private final OutboxRecording recording;
  private final double depthBottom;
  private final double rateTop;
  private final double rateBottom;
  private final Svg svg;

  private OutboxChart(Frame frame, OutboxRecording recording) {
    this.frame = frame;
    this.recording = recording;
    this.depthBottom = TOP + frame.plot();
    this.rateTop = depthBottom + BETWEEN;
    this.rateBottom = rateTop + frame.plot() * RATE_PART;
    this.svg =
        new Svg(
            "chart " + frame.kind(),
            frame.width(),
            rateBottom + 22,
            "Over time: how many mails waited in the outbox and how many were sent each second,"
                + " while providers were down and the application was killed");
  }

  static String draw(OutboxRecording recording) {
    return new OutboxChart(new Frame("wide", 1080, 84, 200, 6.4, recording.end()), recording)
            .drawn()
        + new OutboxChart(new Frame("narrow", 372, 46, 150, 6.4, recording.end()), recording)
            .drawn();
  }

  private String drawn() {
    providers();
    application();
    double most = recording.depths().stream().mapToLong(Depth::live).max().orElse(1);
    grid(most, TOP, depthBottom, "waiting");
    svg.path("area waiting", depths(at -> depthBottom - frame.plot() * at / most));
    int[] rates = recording.taken(SECOND);
    double top = 1;
    for (int rate : rates) {
      top = Math.max(top, rate);
    }
    grid(top, rateTop, rateBottom, frame.isWide() ? "sent per s" : "per s");
    columns(rates, top);
    kills();
    frame.seconds(svg, rateBottom);
    return svg.end();
  }

  /** Down until they come back. */
  private void providers() {
    long down = recording.last(Moment.Kind.DOWN);
    long back = recording.last(Moment.Kind.BACK);
    svg.text("who end", frame.left() - 6, 15, frame.isWide() ? "Providers" : "Prov.");
    band("state down", 0, down, back, "both down");
    band("state up", 0, back, recording.end(), "both work");
    double x = frame.x(down);
    svg.box("shade", new Box(x, TOP, frame.x(back) - x, depthBottom - TOP), "");
  }

  private void application() {
    double y = BAND + GAP;
    svg.text("who end", frame.left() - 6, y + 15, frame.isWide() ? "Application" : "App");
    long from = -1;
    for (Moment moment : recording.moments()) {
      if (moment.kind() == Moment.Kind.STARTED) {
        from = moment.at();
      } else if (moment.kind() == Moment.Kind.KILLED) {
        band("state up", y, from, moment.at(), "runs");
        from = -1;
      }
    }
    if (from >= 0) {
      band("state up", y, from, recording.end(), "runs");
    }
  }

  private void band(String kind, double y, long from, long to, String label) {
    double x = frame.x(from);
    double width = Math.max(1.5, frame.x(to) - x - 1);
    svg.box(kind, new Box(x, y, width, BAND), label);
    svg.text("label middle inside", x + width / 2, y + 15, frame.fitting(label, width));
  }

  private void grid(double most, double top, double bottom, String name) {
    for (int i = 0; i <= 2; i++) {
      double y = bottom - (bottom - top) * i / 2;
      svg.line("grid", frame.left(), y, frame.right(), y);
      svg.text("axis end", frame.left() - 6, y + 4, String.valueOf(Math.round(most * i / 2)));
    }
    svg.text("who", frame.left(), top - 6, name);
  }

  private String depths(LongToDoubleFunction y) {
    StringBuilder data = new StringBuilder("M" + place(0, depthBottom));
    Depth drawn = new Depth(0, 0);
    for (Depth depth : recording.depths()) {
      // The outbox counts once a second, and is asked more often.
      if (depth.live() != drawn.live() || depth.at() - drawn.at() >= SECOND) {
        drawn = depth;
        data.append('L').append(place(depth.at(), y.applyAsDouble(depth.live())));
      }
    }
    return data.append('L').append(place(recording.end(), depthBottom)).append('Z').toString();
  }

  private String place(long at, double y) {
    return Svg.number(frame.x(at)) + " " + Svg.number(y);
  }

  private void columns(int[] rates, double top) {
    for (int i = 0; i < rates.length; i++) {
      double x = frame.x(i * SECOND);
      double width = frame.x((i + 1) * SECOND) - x - (frame.isWide() ? 2 : 1);
      double height = (rateBottom - rateTop) * rates[i] / top;
      if (rates[i] > 0) {
        svg.box(
            "sent", new Box(x, rateBottom - height, width, height), rates[i] + " in this second");
      }
    }
  }

  private void kills() {
    for (Moment moment : recording.moments()) {
      boolean kill = moment.kind() == Moment.Kind.KILLED;
      if (kill || moment.kind() == Moment.Kind.BACK) {
        double x = frame.x(moment.at());
        String kind = kill ? "over" : "back";
        svg.line("mark " + kind, x, BAND + GAP, x, rateBottom);
        if (frame.isWide()) {
          svg.text("note strong " + kind, x + 5, TOP + 14, kill ? "killed" : "providers back");
        }
      }
    }
  }
}
