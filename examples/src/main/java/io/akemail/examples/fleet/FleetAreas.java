package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Hit;
import io.akemail.examples.runner.Frame;
import io.akemail.examples.runner.Svg;

/** The mails of one instance over time, as areas: those of the second provider upon the first. */
final class FleetAreas {
  private static final long BUCKET = 500_000_000;

  private final Frame frame;
  private final double most;
  private final double[] first;
  private final double[] both;

  FleetAreas(Frame frame, FleetRecording recording, String instance, int perSecond) {
    this.frame = frame;
    this.most = perSecond * 1.4;
    int parts = (int) (recording.end() / BUCKET) + 1;
    this.first = new double[parts];
    this.both = new double[parts];
    for (Hit hit : recording.hits()) {
      if (hit.accepted() && hit.instance().equals(instance)) {
        int part = (int) Math.min(parts - 1, hit.at() / BUCKET);
        both[part] += 1e9 / BUCKET;
        first[part] += hit.provider().equals(FleetRecording.SENDGRID) ? 1e9 / BUCKET : 0;
      }
    }
  }

  String first(double bottom) {
    return area(bottom, new double[first.length], first);
  }

  String second(double bottom) {
    return area(bottom, first, both);
  }

  /** Between two courses; the last, unfinished part of the time is left out. */
  private String area(double bottom, double[] below, double[] above) {
    int parts = above.length - 1;
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      data.append(i == 0 ? 'M' : 'L').append(place(i, above[i], bottom));
    }
    for (int i = parts - 1; i >= 0; i--) {
      data.append('L').append(place(i, below[i], bottom));
    }
    return data.append(data.isEmpty() ? "" : "Z").toString();
  }

  private String place(int part, double rate, double bottom) {
    double x = frame.x(part * BUCKET + BUCKET / 2);
    double y = bottom - frame.plot() * Math.min(1, rate / most);
    return Svg.number(x) + " " + Svg.number(y);
  }
}
