package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.rules.Standing.Offer;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which providers a message would be tried at now, and why. Immutable. A look, not a promise: the
 * next moment may differ.
 *
 * @param lines one per provider, in the order in which they would be tried, the unusable last
 */
public record Explanation(List<Line> lines) {

  /** What a provider would be to the message. */
  public enum Use {
    /** Tried in its turn. */
    IN_TURN,
    /** Tried first, to find out whether it works again. */
    PROBE,
    /** Tried only if nothing better is left, and seldom. */
    LAST_RESORT,
    /** Cannot carry the message; the next one is tried. */
    CANNOT_CARRY,
    /** Not tried. */
    NOT_USED
  }

  /**
   * One provider.
   *
   * @param provider which
   * @param use what it would be
   * @param why in words
   */
  public record Line(ProviderId provider, Use use, String why) {}

  /** Copies the list. */
  public Explanation {
    lines = List.copyOf(lines);
  }

  /** The provider that would get the message first, if any would. */
  public Optional<ProviderId> first() {
    return lines.stream()
        .filter(line -> line.use() != Use.CANNOT_CARRY && line.use() != Use.NOT_USED)
        .map(Line::provider)
        .findFirst();
  }

  /** One provider per line, for people. */
  @Override
  public String toString() {
    return lines.stream()
        .map(line -> line.provider() + ": " + line.use() + " - " + line.why())
        .collect(Collectors.joining("\n"));
  }

  static Explanation of(EmailMessage message, Engine engine, SelectionStrategy strategy) {
    Routing routing = engine.routing();
    Ordering ordering = new Ordering(strategy, message, engine.guests());
    List<Line> lines = new ArrayList<>();
    List<Route> left = new ArrayList<>(engine.routes());
    for (Candidate candidate : routing.offers()) {
      add(lines, left, candidate, Use.PROBE, message);
    }
    for (Candidate candidate : routing.order(message.id().hashCode(), engine.nanos(), ordering)) {
      add(lines, left, candidate, Use.IN_TURN, message);
    }
    for (Candidate candidate : routing.down()) {
      add(lines, left, candidate, Use.LAST_RESORT, message);
    }
    for (Candidate candidate : routing.all()) {
      add(lines, left, candidate, Use.NOT_USED, message);
    }
    return new Explanation(lines);
  }

  private static void add(
      List<Line> lines, List<Route> left, Candidate candidate, Use use, EmailMessage message) {
    Route route = candidate.route();
    if (!left.remove(route)) {
      return;
    }
    Optional<String> obstacle = route.cannotCarry(message);
    boolean obstructed = obstacle.isPresent() && use != Use.NOT_USED;
    ProviderStatus status = route.status();
    String why = obstructed ? obstacle.get() : describe(status, candidate.standing().offer());
    lines.add(new Line(route.id(), obstructed ? Use.CANNOT_CARRY : use, why));
  }

  private static String describe(ProviderStatus status, Offer offer) {
    String text = status.state() + " (" + status.reason() + ")";
    String detail = status.detail().isEmpty() ? "" : ": " + status.detail();
    return text + (offer == Offer.NONE ? "" : ", waits for a message to be tried with") + detail;
  }
}
