package io.akemail.examples.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers and guarantees as lines of text. */
final class SummaryText {
  private SummaryText() {}

  static List<String> lines(Summary summary, List<Guarantee> guarantees, Ink ink, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(ink.bold(" Mails"));
    lines.add(fact("accepted by SendGrid", Texts.count(summary.byFirst())));
    lines.add(fact("accepted by SparkPost", Texts.count(summary.bySecond())));
    lines.add(fact("failed sends", Texts.count(summary.failed())));
    lines.add(fact("rejected as malformed", Texts.count(summary.rejected())));
    lines.add(
        fact(
            "second copies",
            Texts.count(summary.copies())
                + "   (possible by "
                + Texts.count(summary.flagged())
                + " receipts)"));
    lines.add(
        fact(
            "time of a send",
            String.join(
                ",   ",
                "p50 " + Texts.span(summary.p50()),
                "p99 " + Texts.span(summary.p99()),
                "worst " + Texts.span(summary.worst()))));
    lines.add("");
    lines.add(ink.bold(row(" SendGrid", "mails caught", "taken over after", "back after healing")));
    for (Outage outage : summary.outages()) {
      lines.add(
          row(
              "  " + outage.phase().title(),
              String.valueOf(outage.wasted()),
              Texts.span(outage.takeover()),
              Texts.span(outage.comeback())));
    }
    lines.add("");
    lines.add(ink.bold(" Guarantees"));
    for (Guarantee guarantee : guarantees) {
      lines.add("  " + ink.tick(guarantee.kept()) + " " + guarantee.promise());
      Texts.wrapped(guarantee.evidence(), 6, width).forEach(line -> lines.add(ink.muted(line)));
    }
    return lines;
  }

  private static String fact(String name, String value) {
    return String.format(Locale.ROOT, "  %-24s %s", name, value);
  }

  private static String row(String name, String wasted, String takeover, String comeback) {
    return String.format(Locale.ROOT, "%-27s %13s  %16s  %18s", name, wasted, takeover, comeback);
  }
}
