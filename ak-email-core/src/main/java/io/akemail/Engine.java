package io.akemail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.akemail.internal.TimeSource;
import io.akemail.message.MessageId;
import io.akemail.rules.TokenBucket;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private static final int MAX_TOLD = 1000;
  private static final Duration TELL_AGAIN = Duration.ofHours(1);

  private final FailoverSettings settings;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Guests guests;
  private final Listeners listeners;
  private final List<Route> routes = new ArrayList<>();
  private final Cache<String, Boolean> told;

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
    this.told =
        Caffeine.newBuilder()
            .maximumSize(MAX_TOLD)
            .expireAfterWrite(TELL_AGAIN)
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
    this.resends = new TokenBucket(RESENDS_PER_SECOND, RESEND_BURST, time.nanos());
    this.routing = new Routing(List.of(), 1);
    for (EmailProvider provider : providers) {
      routes.add(new Route(routes.size(), provider, this));
    }
    this.routing = snapshot();
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
    if (after.state() == ProviderState.MISCONFIGURED) {
      alert(
          Alert.Kind.CREDENTIAL_REFUSED,
          after.provider(),
          "Provider "
              + after.provider()
              + " refuses our credential or account: "
              + after.detail()
              + ". Mail goes through the others. Check its API key, its permissions and the"
              + " account, and build the sender anew with a good key; with the same key one"
              + " message tries again after a while.");
    }
  }

  private void alert(Alert.Kind kind, ProviderId provider, String text) {
    LOG.error("{}", text);
    Alert alert = new Alert(kind, Alert.Phase.RAISED, Optional.of(provider), text);
    listeners.tell(listener -> listener.alert(alert));
  }

  void attemptEnded(MessageId message, Attempt attempt) {
    if (!listeners.isEmpty()) {
      listeners.tell(listener -> listener.attemptEnded(message, attempt));
    }
    if (attempt.outcome() instanceof Outcome.Misconfigured refused
        && refused.scope() == Outcome.Scope.REQUEST) {
      String text =
          "Provider "
              + attempt.provider()
              + " refuses a kind of request: "
              + refused.why()
              + ". Such mail goes through the others; the provider stays in use for the rest.";
      if (told.asMap().putIfAbsent(text, Boolean.TRUE) == null) {
        alert(Alert.Kind.REQUEST_REFUSED, attempt.provider(), text);
      }
    }
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
    return String.join(
        ", ", Arrays.asList(routes.stream().map(Engine::describe).toArray(String[]::new)));
  }

  private static String describe(Route route) {
    ProviderStatus status = route.status();
    String timer = status.timer().map(left -> ", " + left.toSeconds() + " s left").orElse("");
    return route.id() + " is " + status.state() + " (" + status.reason() + timer + ")";
  }
}
