package io.akemail.examples.fleet;

import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Ink;
import io.akemail.examples.runner.Svg;
import io.akemail.examples.runner.Texts;
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
 * The play as one page of HTML that needs nothing but itself.
 *
 * @param recording what happened
 * @param guarantees what was promised and seen
 * @param options how it was given
 * @param began when
 */
record FleetPage(
    FleetRecording recording, List<Guarantee> guarantees, FleetOptions options, Instant began) {
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
    String chart =
        FleetChart.draw(FleetChart.wide(recording.end()), recording, options.perSecond())
            + FleetChart.draw(FleetChart.narrow(recording.end()), recording, options.perSecond());
    Map<String, String> parts =
        Map.of(
            "style", resource("../runner/page.css") + resource("fleet.css"),
            "headline", headline(),
            "about", about(),
            "facts", facts(),
            "chart", chart,
            "states", states(),
            "acts", acts(),
            "outages", outages(),
            "guarantees", promises(),
            "timeline", timeline());
    String page = resource("fleet.html");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("${" + part.getKey() + "}", part.getValue());
    }
    return page;
  }

  private static String resource(String name) throws IOException {
    String path = name.replace("../", "/io/akemail/examples/");
    try (InputStream in = FleetPage.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException(name + " is not beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private long failed() {
    return recording.sent().values().stream().mapToLong(Wire.Sent::failed).sum();
  }

  private String headline() {
    return recording.instances().size()
        + " instances, 1 memory, "
        + (failed() == 0 ? "no" : Texts.count(failed()))
        + " failed send"
        + (failed() == 1 ? "" : "s");
  }

  private String about() {
    long all = recording.sent().values().stream().mapToLong(Wire.Sent::ok).sum();
    return "A run on "
        + DATE.format(began)
        + ": three applications in processes of their own sent "
        + Texts.count(all)
        + " mails in "
        + Texts.seconds(Math.round(recording.end() / 1e9) * 1_000_000_000L)
        + ". They share what they know of SendGrid and SparkPost, both local stand-ins, through"
        + (options.redis().isPresent() ? " a Redis that was there." : " a real Redis.");
  }

  private String facts() {
    List<Outage> outages = Outage.of(recording);
    int wasted = outages.stream().mapToInt(outage -> Outage.sum(outage.wasted())).sum();
    int probes = outages.isEmpty() ? 0 : Outage.sum(outages.get(outages.size() - 1).probes());
    long spread = outages.stream().mapToLong(Outage::spread).max().orElse(-1);
    long back = outages.stream().mapToLong(Outage::comeback).max().orElse(-1);
    return fact(Texts.count(failed()), "failed sends", failed() == 0)
        + fact(Texts.count(recording.copies()), "second copies", recording.copies() == 0)
        + fact(Texts.span(spread), "until all knew", spread <= FleetGuarantees.SPREAD)
        + fact(Texts.count(wasted), "mails spent on an outage", wasted == 0)
        + fact(Texts.span(back), "slowest return", true)
        + fact(Texts.count(probes), "probe for all three", probes <= 1);
  }

  private static String fact(String value, String name, boolean good) {
    String kind = good ? "fact" : "fact bad";
    return "<div class=\"" + kind + "\"><b>" + value + "</b><span>" + name + "</span></div>";
  }

  private String states() {
    TreeSet<ProviderState> seen =
        recording.views().stream()
            .map(Sighting::state)
            .collect(Collectors.toCollection(TreeSet::new));
    return seen.descendingSet().stream()
        .map(state -> state.name().toLowerCase(Locale.ROOT))
        .map(name -> "<li><i class=\"state " + name + "\"></i>" + name.replace('_', ' ') + "</li>")
        .collect(Collectors.joining());
  }

  private String acts() {
    return recording.acts().stream()
        .map(
            begun ->
                "<li>"
                    + Svg.escape(begun.act().title())
                    + "<small>"
                    + Svg.escape(begun.act().what())
                    + "</small></li>")
        .collect(Collectors.joining());
  }

  private String outages() {
    StringBuilder rows = new StringBuilder();
    for (Outage outage : Outage.of(recording)) {
      rows.append("<tr><th scope=\"row\">")
          .append(outage.isSolitary() ? "Redis killed" : "Redis there");
      rows.append("<small>").append(Svg.escape(knew(outage))).append("</small></th>");
      cell(rows, "all knew within", Texts.span(outage.spread()));
      cell(rows, "mails caught", String.valueOf(Outage.sum(outage.caught())));
      cell(rows, "mails after", String.valueOf(Outage.sum(outage.wasted())));
      cell(rows, "all back in", Texts.span(outage.comeback()));
      cell(rows, "probes", String.valueOf(Outage.sum(outage.probes())));
      rows.append("</tr>");
    }
    return rows.toString();
  }

  private static String knew(Outage outage) {
    return outage.by().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining("; ", "First known: ", "."));
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

  private String timeline() {
    return FleetText.timeline(recording, new Ink(false, true)).stream()
        .map(
            told ->
                "<li class=\""
                    + (told.who().isEmpty() ? "act" : "event")
                    + "\"><time>"
                    + String.format(Locale.ROOT, "%.2f s", told.at() / 1e9)
                    + "</time><b>"
                    + Svg.escape(told.who())
                    + "</b><span>"
                    + Svg.escape(told.what())
                    + "</span></li>")
        .collect(Collectors.joining());
  }
}
