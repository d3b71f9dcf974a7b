package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Mail;
import java.util.function.Predicate;

/** Draws how long each caller waited: one dot a mail, on a logarithmic scale. */
final class Waits {
  private static final double TOP = 10;
  private static final double LEAST = 5;
  private static final double MOST = 10.3;
  private static final String[] MARKS = {"0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s", "10 s"};

  private final Frame frame;
  private final Svg svg;
  private final double height;

  private Waits(Frame frame) {
    this.frame = frame;
    this.height = frame.plot() * 0.8;
    this.svg =
        new Svg(
            "chart " + frame.kind(),
            frame.width(),
            TOP + height + 24,
            "How long each caller waited");
  }

  static String draw(Frame frame, Recording recording) {
    Waits waits = new Waits(frame);
    waits.scale();
    waits.dots("first", recording, mail -> isBy(mail, Recording.FIRST));
    waits.dots("second", recording, mail -> isBy(mail, Recording.SECOND));
    waits.dots("rejected", recording, mail -> mail.provider().isEmpty());
    frame.seconds(waits.svg, TOP + waits.height);
    return waits.svg.end();
  }

  private static boolean isBy(Mail mail, String provider) {
    return mail.provider().equals(provider);
  }

  private double y(double log) {
    double share = (log - LEAST) / (MOST - LEAST);
    return TOP + height * (1 - Math.max(0, Math.min(1, share)));
  }

  private void scale() {
    for (int i = 0; i < MARKS.length; i++) {
      double y = y(LEAST + i);
      svg.line("grid", frame.left(), y, frame.right(), y);
      if (frame.isWide() || i % 2 == 1) {
        svg.text("axis end", frame.left() - 4, y + 4, MARKS[i]);
      }
    }
  }

  private void dots(String kind, Recording recording, Predicate<Mail> which) {
    StringBuilder data = new StringBuilder();
    for (Mail mail : recording.mails()) {
      if (which.test(mail)) {
        data.append('M').append(Svg.number(frame.x(mail.at()))).append(' ');
        data.append(Svg.number(y(Math.log10((double) Math.max(1, mail.took()))))).append("h0");
      }
    }
    if (!data.isEmpty()) {
      svg.path("dots " + kind, data.toString());
    }
  }
}
