package io.akemail;

import io.akemail.health.HealthPoller;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the providers say of themselves: for this sender at once, and for all through the
 * store, where one instance asks for all. Thread-safe.
 */
final class HintDesk implements HealthPoller.Desk {
  private static final Duration HOLDS = Duration.ofMinutes(5);

  private final Map<ProviderId, Route> routes = new LinkedHashMap<>();
  private final Engine engine;
  private final @Nullable StoreTalk talk;
  private final Duration turn;

  /**
   * Nothing is known yet.
   *
   * @param interval how often a provider is asked; who asked has the turn for most of it
   */
  HintDesk(Engine engine, @Nullable StoreTalk talk, Duration interval) {
    this.engine = engine;
    this.talk = talk;
    this.turn = interval.multipliedBy(3).dividedBy(4);
    engine.routes().forEach(route -> routes.put(route.id(), route));
  }

  /** Those who can be asked. */
  Map<ProviderId, HealthSource> sources() {
    Map<ProviderId, HealthSource> sources = new LinkedHashMap<>();
    for (Route route : routes.values()) {
      engine
          .guests()
          .ask(
              "provider " + route.id(),
              route.provider()::healthSource,
              Optional.<HealthSource>empty())
          .ifPresent(source -> sources.put(route.id(), source));
    }
    return sources;
  }

  @Override
  public boolean mayPoll(ProviderId provider) {
    Route route = routes.get(provider);
    return route != null && (talk == null || talk.mayPoll(route, turn));
  }

  @Override
  public void hint(ProviderId provider, Hint hint) {
    Route route = routes.get(provider);
    if (route != null) {
      long now = engine.nanos();
      route.hears(now, verdicts -> verdicts.hinted(hint, now + HOLDS.toNanos(), now));
      if (talk != null) {
        talk.tell(route, hint);
      }
    }
  }
}
