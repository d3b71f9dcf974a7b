package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.status.ProviderState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The run as one page of HTML that needs nothing but itself.
 *
 * @param recording what happened
 * @param summary the same in numbers
 * @param guarantees what was promised and seen
 * @param pace how fast it ran
 * @param perSecond mails a second
 * @param began when
 */
record Page(
    Recording recording,
    Summary summary,
    List<Guarantee> guarantees,
    Pace pace,
    int perSecond,
    Instant began) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Writes the file, and the folders above it. */
  void writeTo(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, html());
  }

  /** The whole page: HTML that is well-formed XML too. */
  String html() throws IOException {
    Frame wide = Frame.wide(recording.end());
    Frame narrow = Frame.narrow(recording.end());
    Map<String, String> parts =
        Map.of(
            "style", resource("page.css"),
            "headline", headline(),
            "about", about(),
            "facts", facts(),
            "timeline",
                Timeline.draw(wide, recording, perSecond)
                    + Timeline.draw(narrow, recording, perSecond),
            "states", stateLegend(),
            "waits", Waits.draw(wide, recording) + Waits.draw(narrow, recording),
            "outages", outages(),
            "guarantees", promises(),
            "note", Svg.escape(pace.note()));
    String page = resource("page.html");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("${" + part.getKey() + "}", part.getValue());
    }
    return page;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String headline() {
    return Texts.count(summary.accepted())
        + " mails, "
        + summary.outages().size()
        + " outages, "
        + (summary.failed() == 0 ? "no" : Texts.count(summary.failed()))
        + " failed send"
        + (summary.failed() == 1 ? "" : "s");
  }

  private String about() {
    return "A run on "
        + DATE.format(began)
        + ": "
        + perSecond
        + " mails a second for "
        + Texts.seconds(Math.round(recording.end() / 1e9) * 1_000_000_000L)
        + ". SendGrid is the first choice, SparkPost takes over; both are local stand-ins that"
        + " speak the real dialects over HTTP.";
  }

  private String facts() {
    return fact(Texts.count(summary.failed()), "failed sends", summary.failed() == 0)
        + fact(Texts.count(summary.copies()), "second copies", summary.copies() == 0)
        + fact(Texts.span(summary.slowestTakeover()), "slowest failover", true)
        + fact(Texts.span(summary.slowestComeback()), "slowest return", true)
        + fact(Texts.span(summary.p50()), "half of all sends", true)
        + fact(Texts.span(summary.p99()), "99 % of all sends", true);
  }

  private static String fact(String value, String name, boolean good) {
    String kind = good ? "fact" : "fact bad";
    return "<div class=\"" + kind + "\"><b>" + value + "</b><span>" + name + "</span></div>";
  }

  private String stateLegend() {
    TreeSet<ProviderState> seen =
        recording.changes().stream()
            .map(Change::state)
            .collect(Collectors.toCollection(TreeSet::new));
    seen.add(ProviderState.UP);
    return seen.descendingSet().stream()
        .map(state -> state.toString().toLowerCase(Locale.ROOT))
        .map(name -> "<li><i class=\"state " + name + "\"></i>" + name.replace('_', ' ') + "</li>")
        .collect(Collectors.joining());
  }

  private String outages() {
    StringBuilder rows = new StringBuilder();
    for (Outage outage : summary.outages()) {
      rows.append("<tr><th scope=\"row\">").append(Svg.escape(outage.phase().title()));
      rows.append("<small>").append(Svg.escape(outage.phase().what())).append("</small></th>");
      cell(rows, "mails caught", String.valueOf(outage.wasted()));
      cell(rows, "failover in", Texts.span(outage.takeover()));
      cell(rows, "back in", Texts.span(outage.comeback()));
      rows.append("</tr>");
    }
    return rows.toString();
  }

  private static void cell(StringBuilder rows, String name, String value) {
    rows.append("<td data-name=\"").append(name).append("\">").append(value).append("</td>");
  }

  private String promises() {
    return guarantees.stream()
        .map(
            guarantee ->
                "<li class=\""
                    + (guarantee.kept() ? "kept" : "broken")
                    + "\">"
                    + Svg.escape(guarantee.promise())
                    + "<small>"
                    + Svg.escape(guarantee.evidence())
                    + "</small></li>")
        .collect(Collectors.joining());
  }
}
