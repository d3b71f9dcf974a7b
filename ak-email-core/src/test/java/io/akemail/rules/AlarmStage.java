package io.akemail.rules;

import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxState;
import io.akemail.rules.Standing.Offer;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plays a script of events to the alarms, which look once a second, and writes down what they say.
 *
 * <p>A script is a list of {@code second event}, parted by commas. Events: the states of the
 * providers by letter (Up, Suspect, Ramping, Probing, Down, Waiting for a message to be tried with,
 * over its Limit, Misconfigured, its Trial due, X disabled, drained O), {@code fill=85} percent,
 * {@code old=700} seconds, {@code fails} once a second until {@code works}, {@code fault} once, and
 * {@code end}.
 */
final class AlarmStage {
  private static final int MAX = 1_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long start;
  private final Alarms alarms;
  private final List<String> said = new ArrayList<>();
  private List<Standing> standings;
  private double fill;
  private long oldSince = Long.MIN_VALUE;
  private boolean fails;

  private AlarmStage(long start, String letters) {
    this.start = start;
    this.alarms = new Alarms(letters.length(), start);
    this.standings = standings(letters);
  }

  /** What is said, as {@code second +KIND provider~age}. */
  static List<String> play(String script, long start) {
    String[] steps = script.split(", *", -1);
    AlarmStage stage = new AlarmStage(start, steps[0].split(" ", 2)[1]);
    long second = 0;
    for (String step : steps) {
      long at = Long.parseLong(step.split(" ", 2)[0]);
      while (second < at) {
        stage.look(second++);
      }
      stage.event(step.split(" ", 2)[1], at);
    }
    stage.look(second);
    return stage.said;
  }

  private void event(String event, long second) {
    if (event.startsWith("fill=")) {
      fill = Double.parseDouble(event.substring(5)) / 100;
    } else if (event.startsWith("old=")) {
      oldSince = second - Long.parseLong(event.substring(4));
    } else if (event.equals("fails")) {
      fails = true;
    } else if (event.equals("fault")) {
      alarms.outboxFails(nanos(second));
    } else if (event.equals("works")) {
      fails = false;
      alarms.outboxWorks();
    } else if (!event.equals("end")) {
      standings = standings(event);
    }
  }

  private long nanos(long second) {
    return start + second * SECOND;
  }

  private void look(long second) {
    if (fails) {
      alarms.outboxFails(nanos(second));
    } else {
      alarms.outboxHolds(counts(second), nanos(second));
    }
    for (Alarms.News news : alarms.look(standings, nanos(second))) {
      long age = (nanos(second) - news.since()) / SECOND;
      String who = news.provider() == Alarms.NOBODY ? "" : " " + news.provider();
      said.add(second + " " + (news.begins() ? "+" : "-") + news.kind() + who + "~" + age);
    }
  }

  private OutboxCounts counts(long second) {
    Duration oldest =
        oldSince == Long.MIN_VALUE ? null : Duration.ofSeconds(Math.max(0, second - oldSince));
    Map<OutboxState, Long> states = Map.of(OutboxState.WAITING, Math.round(fill * MAX));
    return new OutboxCounts(states, 0, oldest, MAX, MAX);
  }

  private static List<Standing> standings(String letters) {
    return letters.chars().mapToObj(letter -> standing((char) letter)).toList();
  }

  static Standing standing(char letter) {
    return switch (letter) {
      case 'U' -> standing(ProviderState.UP, Offer.NONE);
      case 'S' -> standing(ProviderState.SUSPECT, Offer.NONE);
      case 'R' -> standing(ProviderState.RAMPING, Offer.NONE);
      case 'P' -> standing(ProviderState.PROBING, Offer.NONE);
      case 'D' -> standing(ProviderState.DOWN, Offer.NONE);
      case 'W' -> standing(ProviderState.DOWN, Offer.LEASE);
      case 'L' -> standing(ProviderState.OVER_LIMIT, Offer.NONE);
      case 'M' -> standing(ProviderState.MISCONFIGURED, Offer.NONE);
      case 'T' -> standing(ProviderState.MISCONFIGURED, Offer.TRIAL);
      case 'X' -> standing(ProviderState.DISABLED, Offer.NONE);
      case 'O' -> standing(ProviderState.DRAINING, Offer.NONE);
      default -> throw new IllegalArgumentException("no state: " + letter);
    };
  }

  private static Standing standing(ProviderState state, Offer offer) {
    return new Standing(
        state, StatusReason.FAULTS, 0, offer, 0, Standing.NO_TIMER, false, false, false);
  }
}
