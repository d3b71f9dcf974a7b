package io.akemail.examples.outbox;

import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Svg;
import io.akemail.examples.runner.Texts;
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
import java.util.stream.Collectors;

/**
 * The play as one page of HTML that needs nothing but itself.
 *
 * @param recording what happened
 * @param guarantees what was promised and seen
 * @param options how it was given
 * @param began when
 */
record OutboxPage(
    OutboxRecording recording, List<Guarantee> guarantees, OutboxOptions options, Instant began) {
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
    Map<String, String> parts =
        Map.of(
            "style", resource("runner/page.css") + resource("outbox/outbox.css"),
            "headline", headline(),
            "about", about(),
            "facts", facts(),
            "chart", OutboxChart.draw(recording),
            "guarantees", promises(),
            "timeline", timeline(),
            "note", note());
    String page = resource("outbox/outbox.html");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("${" + part.getKey() + "}", part.getValue());
    }
    return page;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = OutboxPage.class.getResourceAsStream("/io/akemail/examples/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private long lost() {
    return recording.mails() - recording.delivered();
  }

  private String headline() {
    return Texts.count(recording.count(Moment.Kind.KILLED))
        + " kills, "
        + (lost() == 0 ? "no" : Texts.count(lost()))
        + " lost mail"
        + (lost() == 1 || lost() == 0 ? "" : "s");
  }

  private String about() {
    return "A run on "
        + DATE.format(began)
        + ": an application took "
        + Texts.count(recording.accepted().size())
        + " mails into an outbox in a file while SendGrid and SparkPost, both local stand-ins,"
        + " were down. It was killed with SIGKILL in the middle of that, and again while the"
        + " outbox drained.";
  }

  private String facts() {
    return fact(Texts.count(recording.accepted().size()), "accepted", true)
        + fact(Texts.count(recording.delivered()), "sent", lost() == 0)
        + fact(Texts.count(lost()), "lost", lost() == 0)
        + fact(Texts.count(recording.copies()), "second copies", true)
        + fact(Texts.count(recording.flagged().size()), "flagged", true)
        + fact(recording.drainSeconds(), "to drain", true);
  }

  private static String fact(String value, String name, boolean good) {
    String kind = good ? "fact" : "fact bad";
    return "<div class=\"" + kind + "\"><b>" + value + "</b><span>" + name + "</span></div>";
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
    return recording.moments().stream()
        .map(
            moment ->
                "<li class=\"event\"><time>"
                    + String.format(Locale.ROOT, "%.1f s", moment.at() / 1e9)
                    + "</time><b>"
                    + moment.kind().name().toLowerCase(Locale.ROOT)
                    + "</b><span>"
                    + Svg.escape(moment.text())
                    + "</span></li>")
        .collect(Collectors.joining());
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "For the show: an attempt may take 4 s (default 10 s), so that what was being sent by a"
            + " killed process is taken up after 6 s (default 60 s); the outbox drains from %.0f"
            + " mails a second (default 1) up to %.0f (default 50). All other settings are the"
            + " defaults.",
        options.firstRate(),
        options.topRate());
  }
}
