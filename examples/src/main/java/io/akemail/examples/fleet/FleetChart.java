package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.fleet.FleetRecording.Switched;
import io.akemail.examples.runner.Frame;
import io.akemail.examples.runner.Svg;
import io.akemail.examples.runner.Svg.Box;
import io.akemail.examples.runner.Texts;
import io.akemail.status.ProviderState;
import java.util.List;
import java.util.Locale;

/** Draws the acts, Redis, and for each instance its mails and what it believed of each provider. */
final class FleetChart {
  private static final double ACTS = 24;
  private static final double REDIS_TOP = ACTS + 8;
  private static final double REDIS = 14;
  private static final double TOP = REDIS_TOP + REDIS + 18;
  private static final double BAND = 20;
  private static final double THIN = 8;
  private static final double SHARED = 4;
  private static final double GROUP = 46 + 4 + BAND + SHARED + 5 + THIN + 22;

  private final Frame frame;
  private final FleetRecording recording;
  private final int perSecond;
  private final double bottom;
  private final Svg svg;

  private FleetChart(Frame frame, FleetRecording recording, int perSecond) {
    this.frame = frame;
    this.recording = recording;
    this.perSecond = perSecond;
    this.bottom = TOP + GROUP * recording.instances().size() - 14;
    this.svg =
        new Svg(
            "chart " + frame.kind(),
            frame.width(),
            bottom + 22,
            "Three instances over time: who took their mails, and what each believed of SendGrid"
                + " and SparkPost");
  }

  static Frame wide(long total) {
    return new Frame("wide", 1080, 84, 46, 6.4, total);
  }

  static Frame narrow(long total) {
    return new Frame("narrow", 372, 46, 46, 6.4, total);
  }

  static String draw(Frame frame, FleetRecording recording, int perSecond) {
    FleetChart chart = new FleetChart(frame, recording, perSecond);
    chart.acts();
    for (int i = 0; i < recording.instances().size(); i++) {
      chart.instance(recording.instances().get(i), TOP + i * GROUP);
    }
    chart.redis();
    frame.seconds(chart.svg, chart.bottom);
    return chart.svg.end();
  }

  private void acts() {
    for (int i = 0; i < recording.acts().size(); i++) {
      Begun begun = recording.acts().get(i);
      Act act = begun.act();
      double from = frame.x(begun.at()) + 1;
      double width = frame.x(recording.endOf(i)) - from - 1;
      String kind = act.isOutage() ? "ill" : "well";
      svg.box("phase " + kind, new Box(from, 0, width, ACTS), act.title() + ". " + act.what());
      String whole = (i + 1) + ". " + act.title();
      boolean fits = whole.length() * 6.1 + 6 <= width;
      svg.text("label middle " + kind, from + width / 2, ACTS - 8, fits ? whole : "" + (i + 1));
      for (int n = 0; n < recording.instances().size(); n++) {
        if (act.isOutage() && (act != Act.ONE_FAILS || n == 0)) {
          svg.box("shade", new Box(from, TOP + n * GROUP - 4, width, GROUP - 14), "");
        }
      }
    }
  }

  private void redis() {
    svg.text("who end", frame.left() - 6, REDIS_TOP + 11, "Redis");
    boolean up = true;
    long from = 0;
    for (Switched change : recording.redis()) {
      redis(up, from, change.at());
      String kind = change.up() ? "back" : "over";
      svg.line("mark " + kind, frame.x(change.at()), REDIS_TOP, frame.x(change.at()), bottom);
      up = change.up();
      from = change.at();
    }
    redis(up, from, recording.end());
  }

  private void redis(boolean up, long from, long to) {
    double x = frame.x(from);
    double width = Math.max(1.5, frame.x(to) - x - 1);
    svg.box("redis " + (up ? "there" : "gone"), new Box(x, REDIS_TOP, width, REDIS), "");
    String label = up ? "" : "killed";
    svg.text("label middle inside", x + width / 2, REDIS_TOP + 10.5, frame.fitting(label, width));
  }

  private void instance(String instance, double top) {
    double plot = top + frame.plot();
    svg.text("who end", frame.left() - 6, top + frame.plot() / 2 + 4, instance);
    svg.line("grid", frame.left(), plot, frame.right(), plot);
    FleetAreas areas = new FleetAreas(frame, recording, instance, perSecond);
    svg.path("area second", areas.second(plot));
    svg.path("area first", areas.first(plot));
    double y = plot + 4;
    boolean wide = frame.isWide();
    svg.text("axis end", frame.left() - 6, y + 14, wide ? "SendGrid" : "SG");
    course(instance, FleetRecording.SENDGRID, y, BAND);
    shared(instance, y + BAND + 1);
    y += BAND + SHARED + 5;
    svg.text("axis end", frame.left() - 6, y + 8, wide ? "SparkPost" : "SP");
    course(instance, FleetRecording.SPARKPOST, y, THIN);
  }

  private void course(String instance, String provider, double y, double height) {
    List<Sighting> course = recording.course(instance, provider);
    int from = 0;
    for (int i = 1; i <= course.size(); i++) {
      if (i == course.size() || course.get(i).state() != course.get(from).state()) {
        long end = FleetRecording.endOf(course, i - 1, recording.end());
        state(course.get(from), course.get(i - 1), end, new Box(0, y, 0, height));
        from = i;
      }
    }
  }

  /** One state, with what was known of it first and last. */
  private void state(Sighting first, Sighting last, long end, Box place) {
    double x = frame.x(first.at());
    double width = Math.max(1.5, frame.x(end) - x - 1);
    String name = first.state().name().toLowerCase(Locale.ROOT);
    String title =
        String.join(
            " ",
            Texts.name(first.provider()),
            name,
            "(" + first.reason() + "),",
            last.source() + ",",
            "for",
            Texts.span(end - first.at()));
    svg.box("state " + name, new Box(x, place.y(), width, place.height()), title);
    if (place.height() < BAND) {
      return;
    }
    String plain = name.replace('_', ' ');
    boolean down = first.state() == ProviderState.DOWN;
    String whole = down ? plain + ", " + last.source() : plain;
    boolean fits = whole.length() * 5.9 + 6 <= width;
    String label = fits ? whole : frame.fitting(plain, width);
    svg.text("label middle inside", x + width / 2, place.y() + 14, label);
  }

  /** While the provider is down for all, and not only for this instance. */
  private void shared(String instance, double y) {
    List<Sighting> course = recording.course(instance, FleetRecording.SENDGRID);
    for (int i = 0; i < course.size(); i++) {
      Sighting view = course.get(i);
      boolean down = view.state() == ProviderState.DOWN && view.source().startsWith("for all");
      if (down) {
        double x = frame.x(view.at());
        double to = frame.x(FleetRecording.endOf(course, i, recording.end()));
        svg.box("told", new Box(x, y, Math.max(1.5, to - x), SHARED), view.source());
      }
    }
  }
}
