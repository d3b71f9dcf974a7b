package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Begun;
import io.akemail.examples.fleet.FleetRecording.Switched;
import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Ink;
import io.akemail.examples.runner.Texts;
import io.akemail.status.ProviderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The play in words: a timeline, the numbers and the guarantees. */
final class FleetText {
  private FleetText() {}

  /**
   * A line of the timeline.
   *
   * @param at when
   * @param who whom it concerns
   * @param what what happened
   */
  record Told(long at, String who, String what) {}

  static List<String> lines(
      FleetRecording recording, List<Guarantee> guarantees, Ink ink, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(ink.bold(" Who believed what, and who said so"));
    timeline(recording, ink)
        .forEach(told -> lines.add(FleetScreen.line(told.at(), told.who(), told.what())));
    lines.add("");
    lines.add(ink.bold(" Mails"));
    for (String instance : recording.instances()) {
      Wire.Sent sent = recording.sent().getOrDefault(instance, new Wire.Sent(0, 0, ""));
      String counts = Texts.count(sent.ok()) + " sent, " + Texts.count(sent.failed()) + " failed";
      lines.add(String.format(Locale.ROOT, "  %-24s %s", instance, counts));
    }
    lines.add("");
    lines.add(ink.bold(" SendGrid fails for all " + columns(recording.instances())));
    int number = 0;
    for (Outage outage : Outage.of(recording)) {
      number++;
      lines.add("  outage " + number);
      lines.add(row("knew after", recording, outage.knew(), outage.failedAt(), outage.spread()));
      lines.add(counts("mails caught before", recording, outage.caught()));
      lines.add(counts("mails while known", recording, outage.wasted()));
      lines.add(row("back after", recording, outage.back(), outage.healedAt(), outage.comeback()));
      lines.add(counts("probes", recording, outage.probes()));
    }
    lines.add("");
    lines.add(ink.bold(" Guarantees"));
    for (Guarantee guarantee : guarantees) {
      lines.add("  " + ink.tick(guarantee.kept()) + " " + guarantee.promise());
      Texts.wrapped(guarantee.evidence(), 6, width).forEach(line -> lines.add(ink.muted(line)));
    }
    return lines;
  }

  private static String columns(List<String> instances) {
    StringBuilder text = new StringBuilder();
    instances.forEach(name -> text.append(String.format(Locale.ROOT, "%12s", name)));
    return text + "         all";
  }

  private static String row(
      String name, FleetRecording recording, Map<String, Long> times, long from, long all) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "    %-20s", name));
    for (String instance : recording.instances()) {
      long at = times.getOrDefault(instance, -1L);
      text.append(String.format(Locale.ROOT, "%12s", at < 0 ? "never" : Texts.span(at - from)));
    }
    String within = name.startsWith("knew") ? "  within " : "      by ";
    return text + within + Texts.span(all);
  }

  private static String counts(String name, FleetRecording recording, Map<String, Integer> counts) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "    %-20s", name));
    for (String instance : recording.instances()) {
      text.append(String.format(Locale.ROOT, "%12d", counts.getOrDefault(instance, 0)));
    }
    return text + String.format(Locale.ROOT, "%12d", Outage.sum(counts));
  }

  /** Acts, what happened to Redis, and what each instance came to believe. */
  static List<Told> timeline(FleetRecording recording, Ink ink) {
    List<Told> all = new ArrayList<>();
    int number = 0;
    for (Begun begun : recording.acts()) {
      number++;
      all.add(new Told(begun.at(), "", ink.bold(number + ". " + begun.act().title())));
    }
    for (Switched change : recording.redis()) {
      all.add(new Told(change.at(), "Redis", change.up() ? "is back, empty" : "is gone"));
    }
    for (int i = 0; i < recording.views().size(); i++) {
      told(recording.views(), i, ink).ifPresent(all::add);
    }
    all.sort(Comparator.comparingLong(Told::at));
    return all;
  }

  /** What is new in a view; nothing if it is only the number of members or the like. */
  static Optional<Told> told(List<Sighting> views, int index, Ink ink) {
    Sighting view = views.get(index);
    Sighting before = before(views, index);
    String name = ink.provider(view.provider(), Texts.name(view.provider()));
    boolean first = view.provider().equals(FleetRecording.SENDGRID);
    if (before == null || view.at() == 0) {
      return Optional.empty();
    }
    if (before.state() != view.state()) {
      boolean ill = view.state().compareTo(ProviderState.DOWN) <= 0 || isSuspect(view);
      String detail = ill && !view.detail().isEmpty() ? ": " + view.detail() : "";
      String why = " (" + view.reason() + ", " + view.source() + ")";
      String what = name + " " + ink.arrow() + " " + state(view.state(), ink) + why + detail;
      return Optional.of(new Told(view.at(), view.instance(), what));
    }
    if (first && before.inTouch() != view.inTouch()) {
      String what = view.inTouch() ? "is in touch with Redis again" : "has lost touch with Redis";
      return Optional.of(new Told(view.at(), view.instance(), what));
    }
    boolean toAll = !before.shared() && view.shared() && view.state() == ProviderState.DOWN;
    if (toAll) {
      String what = name + " is " + state(view.state(), ink) + " " + view.source();
      return Optional.of(new Told(view.at(), view.instance(), what));
    }
    return Optional.empty();
  }

  private static boolean isSuspect(Sighting view) {
    return view.state() == ProviderState.SUSPECT;
  }

  private static String state(ProviderState state, Ink ink) {
    return switch (state) {
      case UP, RAMPING -> ink.good(state.name());
      case SUSPECT, PROBING -> ink.warning(state.name());
      default -> ink.bad(state.name());
    };
  }

  private static @Nullable Sighting before(List<Sighting> views, int index) {
    for (int i = index - 1; i >= 0; i--) {
      if (views.get(i).isOfSame(views.get(index))) {
        return views.get(i);
      }
    }
    return null;
  }
}
