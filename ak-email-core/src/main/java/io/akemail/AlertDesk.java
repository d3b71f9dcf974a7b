package io.akemail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.akemail.internal.TimeSource;
import io.akemail.outbox.OutboxCounts;
import io.akemail.rules.Alarms;
import io.akemail.rules.Standing;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is for a person: to the log and to the listeners, each matter once when it begins and
 * once when it is over. What is for a person, {@link Alarms} says.
 *
 * <p>Looks when a standing changes, when the watch does while a timer runs, and when the relay
 * brings news of the outbox. Thread-safe, and quick: it does no I/O and waits for nobody. Its lock
 * may be taken within that of a route, so that inside it no lock of a route is taken.
 */
final class AlertDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final int MAX_TOLD = 1000;
  private static final Duration TELL_AGAIN = Duration.ofHours(1);

  private final List<Route> routes;
  private final TimeSource time;
  private final Listeners listeners;
  private final Cache<String, Boolean> told;
  private final Alarms alarms; // guarded by this, as are counts and fault
  private @Nullable OutboxCounts counts;
  private String fault = "";
  private volatile boolean pending;
  private volatile boolean outboxFails;

  AlertDesk(List<Route> routes, TimeSource time, Listeners listeners) {
    this.routes = List.copyOf(routes);
    this.time = time;
    this.listeners = listeners;
    this.alarms = new Alarms(routes.size(), time.nanos());
    this.told =
        Caffeine.newBuilder()
            .maximumSize(MAX_TOLD)
            .expireAfterWrite(TELL_AGAIN)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Time has passed; whether a matter will begin by time alone. Costs one read if none will. */
  boolean watch() {
    if (pending) {
      look();
    }
    return pending;
  }

  /** A standing may have changed. */
  synchronized void look() {
    List<Standing> standings = routes.stream().map(Route::standing).toList();
    List<Alarms.News> news = alarms.look(standings, time.nanos());
    pending = alarms.isPending();
    news.forEach(this::tell);
  }

  /** How it stands with the outbox, if it was asked right now; to be called every 5 s at least. */
  synchronized void look(Optional<OutboxCounts> outbox) {
    outbox.ifPresent(
        newCounts -> {
          counts = newCounts;
          alarms.outboxHolds(newCounts, time.nanos());
        });
    look();
  }

  /**
   * A claim, mark, settlement or count failed; to be called for each.
   *
   * @param what in words fit to be shown, not empty
   */
  synchronized void outboxFails(String what) {
    outboxFails = true;
    fault = what;
    alarms.outboxFails(time.nanos());
    look();
  }

  /** A claim succeeded, even of nothing. Costs one read if the one before did, too. */
  void outboxWorks() {
    if (outboxFails) {
      synchronized (this) {
        outboxFails = false;
        fault = "";
        alarms.outboxWorks();
        look();
      }
    }
  }

  /** An attempt ended: what is refused is told, each refusal once an hour. */
  void attemptEnded(Attempt attempt) {
    if (attempt.outcome() instanceof Outcome.Misconfigured refused
        && refused.scope() == Outcome.Scope.REQUEST) {
      String text = AlertTexts.requestRefused(attempt.provider(), refused.why());
      if (told.asMap().putIfAbsent(text, Boolean.TRUE) == null) {
        Optional<ProviderId> provider = Optional.of(attempt.provider());
        tell(new Alert(Alert.Kind.REQUEST_REFUSED, Alert.Phase.RAISED, provider, text));
      }
    }
  }

  private void tell(Alarms.News news) {
    Duration age = Duration.ofNanos(Math.max(0, time.nanos() - news.since()));
    Route route = news.provider() == Alarms.NOBODY ? null : routes.get(news.provider());
    String broken = alarms.isOutboxBroken() ? fault : "";
    AlertTexts texts = new AlertTexts(routes, counts, broken, age, time.instant());
    tell(
        new Alert(
            kind(news.kind()),
            news.begins() ? Alert.Phase.RAISED : Alert.Phase.OVER,
            Optional.ofNullable(route).map(Route::id),
            news.begins() ? texts.begins(news.kind(), route) : texts.ends(news.kind(), route)));
  }

  private static Alert.Kind kind(Alarms.Kind kind) {
    return switch (kind) {
      case CREDENTIAL_REFUSED -> Alert.Kind.CREDENTIAL_REFUSED;
      case ALL_OUT -> Alert.Kind.ALL_PROVIDERS_DOWN;
      case ONE_OUT -> Alert.Kind.ON_BACKUP;
      case OUTBOX_FILLING -> Alert.Kind.OUTBOX_FILLING;
      case OUTBOX_STUCK -> Alert.Kind.OUTBOX_STUCK;
    };
  }

  private void tell(Alert alert) {
    if (alert.phase() == Alert.Phase.RAISED) {
      LOG.error("{}", alert.text());
    } else {
      LOG.info("{}", alert.text());
    }
    listeners.tell(listener -> listener.alert(alert));
  }
}
