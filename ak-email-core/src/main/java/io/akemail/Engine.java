package io.akemail;

import io.akemail.internal.TimeSource;
import io.akemail.message.MessageId;
import io.akemail.rules.TokenBucket;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all sends of one sender share: the routes, the snapshot of their standing, the budgets, and
 * whom to tell. Thread-safe.
 */
final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final double RESENDS_PER_SECOND = 1;
  private static final double RESENDS_PER_SEND = 0.1;
  private static final double RESEND_BURST = 10;

  private final FailoverSettings settings;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Guests guests;
  private final Listeners listeners;
  private final List<Route> routes = new ArrayList<>();
  private final AlertDesk alerts;

  private final TokenBucket resends; // guarded by itself
  private int sendsCounted; // guarded by resends
  private volatile Routing routing;
  private volatile Runnable onChange = () -> {};
  private volatile boolean closed;
  private volatile @Nullable StoreTalk sync;

  Engine(
      FailoverSettings settings,
      List<EmailProvider> providers,
      TimeSource time,
      RandomGenerator random,
      Guests guests,
      Listeners listeners) {
    this.settings = settings;
    this.time = time;
    this.random = random;
    this.guests = guests;
    this.listeners = listeners;
    this.resends = new TokenBucket(RESENDS_PER_SECOND, RESEND_BURST, time.nanos());
    this.routing = new Routing(List.of(), 1);
    for (EmailProvider provider : providers) {
      routes.add(new Route(routes.size(), provider, this));
    }
    this.routing = snapshot();
    this.alerts = new AlertDesk(routes, time, listeners);
  }

  FailoverSettings settings() {
    return settings;
  }

  long nanos() {
    return time.nanos();
  }

  Instant instant() {
    return time.instant();
  }

  RandomGenerator random() {
    return random;
  }

  Guests guests() {
    return guests;
  }

  List<Route> routes() {
    return routes;
  }

  Routing routing() {
    return routing;
  }

  /** Where alerts come from. */
  AlertDesk alerts() {
    return alerts;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  /** Whether a provider surely knows at that time the key of a request that it got then. */
  boolean remembers(ProviderId provider, long used, long at) {
    return routes.stream()
        .anyMatch(route -> route.id().equals(provider) && route.keys().holds(used, at));
  }

  /** Whether a second request to a provider that failed, or a last resort, is within the budget. */
  boolean mayResend(long now) {
    synchronized (resends) {
      int sends = routes.stream().mapToInt(route -> route.bulkhead().total()).sum();
      resends.add(RESENDS_PER_SEND * (sends - sendsCounted));
      sendsCounted = sends;
      return resends.tryTake(now);
    }
  }

  /** Runs an action, a quick one that does not throw, whenever a provider's standing changed. */
  void onChange(Runnable action) {
    onChange = action;
  }

  /** From now on, what providers and operators say is shared. */
  void shareWith(StoreTalk newSync) {
    sync = newSync;
  }

  /** What is known of a route changed here, in a way that may concern all. */
  void concerns(Route route, boolean isUrgent) {
    StoreTalk shared = sync;
    if (shared != null) {
      shared.concerns(route, isUrgent);
    }
  }

  /** A verdict on a route may have changed from one end to another by what its provider said. */
  void share(Route route, SharedVerdict.Kind kind, long before, long after) {
    StoreTalk shared = sync;
    if (shared != null && before != after) {
      shared.tell(route, kind, after);
    }
  }

  /** A route's standing changed; with the statuses if people see a difference. */
  void standingChanged(@Nullable ProviderStatus before, @Nullable ProviderStatus after) {
    synchronized (routes) {
      routing = snapshot();
    }
    onChange.run();
    if (before != null && after != null) {
      announce(new StatusChange(before, after));
    }
    alerts.look();
  }

  private Routing snapshot() {
    List<Candidate> candidates =
        routes.stream().map(route -> new Candidate(route, route.standing())).toList();
    return new Routing(candidates, settings.health().ramp().toNanos());
  }

  private void announce(StatusChange change) {
    ProviderStatus after = change.after();
    LOG.info(
        "Provider {}: {} -> {} ({}) {}",
        after.provider(),
        change.before().state(),
        after.state(),
        after.reason(),
        after.detail());
    listeners.tell(listener -> listener.statusChanged(change));
  }

  void attemptEnded(MessageId message, Attempt attempt) {
    if (!listeners.isEmpty()) {
      listeners.tell(listener -> listener.attemptEnded(message, attempt));
    }
    alerts.attemptEnded(attempt);
  }

  void sent(Receipt receipt) {
    if (!listeners.isEmpty()) {
      listeners.tell(listener -> listener.sent(receipt));
    }
  }

  void queued(Receipt receipt) {
    if (!listeners.isEmpty()) {
      listeners.tell(listener -> listener.queued(receipt));
    }
  }

  void failed(EmailException failure) {
    if (!listeners.isEmpty()) {
      listeners.tell(listener -> listener.failed(failure));
    }
  }

  List<ProviderStatus> statuses() {
    return routes.stream().map(Route::status).toList();
  }

  /** The state of every provider in one line, for errors. */
  String describeProviders() {
    return AlertTexts.providers(routes);
  }
}
