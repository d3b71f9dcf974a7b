package io.akemail;

import io.akemail.health.HealthPoller;
import io.akemail.message.EmailMessage;
import io.akemail.rules.OperatorVerdict;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each message through the first provider that works.
 *
 * <p>When a provider fails, hits its limit or loses its key, mail goes out through the next one at
 * once; when it heals, it is used again. A message that is itself at fault comes straight back. No
 * request is ever repeated in secret: what was tried stands in the {@link Receipt} or the {@link
 * EmailException}.
 *
 * <p>Thread-safe; one instance serves a whole application. A send runs on the caller's thread and
 * takes no lock and makes no call but the provider's. The sender owns its providers and closes
 * them.
 */
public final class FailoverSender implements EmailSender {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverSender.class);
  private static final int CLOSE_SECONDS = 1;
  private static final Duration LONGEST_FORCE = Duration.ofDays(365);

  private final Engine engine;
  private final SelectionStrategy strategy;
  private final Watch watch;
  private final Listeners listeners;
  private final AsyncSends async;
  private final @Nullable StoreSync sync;
  private final @Nullable HealthPoller poller;
  private final @Nullable OutboxDesk desk;
  private final ThreadFactory threads;

  FailoverSender(
      Engine engine,
      SelectionStrategy strategy,
      Watch watch,
      Listeners listeners,
      AsyncSends async,
      @Nullable StoreSync sync,
      @Nullable HealthPoller poller,
      @Nullable OutboxDesk desk,
      ThreadFactory threads) {
    this.engine = engine;
    this.strategy = strategy;
    this.watch = watch;
    this.listeners = listeners;
    this.async = async;
    this.sync = sync;
    this.poller = poller;
    this.desk = desk;
    this.threads = threads;
  }

  /** Begins a sender. */
  public static FailoverSenderBuilder builder() {
    return new FailoverSenderBuilder();
  }

  /**
   * A sender with the providers that settings configure and {@link java.util.ServiceLoader} finds;
   * see {@link FailoverSenderBuilder#discover(Map)}.
   *
   * @param settings names and values, such as {@link System#getenv()}
   * @throws IllegalArgumentException naming every setting that is missing or wrong
   */
  public static FailoverSender discover(Map<String, String> settings) {
    return builder().discover(settings).build();
  }

  @Override
  public Receipt send(EmailMessage message) {
    Objects.requireNonNull(message, "message");
    if (engine.isClosed()) {
      throw new IllegalStateException("the sender is closed");
    }
    Delivery delivery = new Delivery(engine, message, strategy);
    for (Call call = delivery.next(); call != null; call = delivery.next()) {
      watch.wake();
      Outcome outcome;
      try {
        outcome = call.route().provider().send(message, call);
      } catch (Throwable e) {
        outcome = delivery.broken(call, e);
      }
      delivery.ended(call, outcome);
    }
    return delivery.conclude(desk);
  }

  @Override
  public List<SendResult> send(List<EmailMessage> messages) {
    return async.sendAll(messages, this);
  }

  @Override
  public Receipt enqueue(EmailMessage message) {
    Objects.requireNonNull(message, "message");
    if (engine.isClosed()) {
      throw new IllegalStateException("the sender is closed");
    }
    if (desk == null) {
      throw new IllegalStateException("the sender has no outbox; give it one with outbox(..)");
    }
    return desk.enqueue(message);
  }

  @Override
  public CompletableFuture<Receipt> sendAsync(EmailMessage message) {
    return async.send(message, this);
  }

  /**
   * Tells which providers would be tried for the message and why, without sending it.
   *
   * @return one line per provider, in the order in which they would be tried, the unusable last
   */
  public Explanation explain(EmailMessage message) {
    return Explanation.of(message, engine, strategy);
  }

  /** Where each provider stands, in configured order. */
  public List<ProviderStatus> statuses() {
    return engine.statuses();
  }

  /**
   * Takes a provider out of use until {@link #release}; calls in flight go on.
   *
   * @throws IllegalArgumentException if no provider has the id
   */
  public void disable(ProviderId provider) {
    operatorSays(provider, OperatorVerdict.DISABLED, Optional.empty());
  }

  /**
   * Starts no new calls at a provider until {@link #release}, for a planned stop: {@link #statuses}
   * shows when the last call in flight has ended.
   *
   * @throws IllegalArgumentException if no provider has the id
   */
  public void drain(ProviderId provider) {
    operatorSays(provider, OperatorVerdict.DRAINING, Optional.empty());
  }

  /**
   * Uses a provider whatever its health, though not against a limit or a refused credential.
   *
   * @param span how long, more than zero and at most 365 days; afterwards its health decides again
   * @throws IllegalArgumentException if no provider has the id, or the span is out of range
   */
  public void forceUp(ProviderId provider, Duration span) {
    if (span.isNegative() || span.isZero() || span.compareTo(LONGEST_FORCE) > 0) {
      throw new IllegalArgumentException("span: must be above zero and at most 365 days");
    }
    operatorSays(provider, OperatorVerdict.FORCED_UP, Optional.of(span));
  }

  /**
   * Takes back what an operator decided about a provider.
   *
   * @throws IllegalArgumentException if no provider has the id
   */
  public void release(ProviderId provider) {
    operatorSays(provider, OperatorVerdict.NONE, Optional.empty());
  }

  private void operatorSays(ProviderId id, OperatorVerdict verdict, Optional<Duration> span) {
    Route route = route(id);
    if (sync != null) {
      sync.talk()
          .tell(route, verdict, span); // first, so that an older word of the store cannot win
    }
    route.operatorSays(verdict, span);
    watch.wake();
  }

  private Route route(ProviderId id) {
    for (Route route : engine.routes()) {
      if (route.id().equals(id)) {
        return route;
      }
    }
    throw new IllegalArgumentException(
        "provider: no provider has the id "
            + id
            + "; there are "
            + engine.routes().stream().map(route -> route.id().value()).toList());
  }

  /**
   * Starts no new sends, lets those in flight end for up to 2 seconds, breaks off the rest, and
   * closes the providers. Returns within 5 seconds. May be called again.
   */
  @Override
  public void close() {
    engine.close();
    if (desk != null) {
      desk.stopRelay();
    }
    watch.awaitIdle(Duration.ofSeconds(2));
    async.close();
    engine.routes().forEach(Route::leaveAll);
    watch.awaitIdle(Duration.ofSeconds(1));
    if (poller != null) {
      poller.close();
    }
    closeGuests();
    if (sync != null) {
      sync.close();
    }
    watch.close();
    listeners.close();
  }

  /** Each on a thread of its own: one that hangs holds up neither the others nor the caller. */
  private void closeGuests() {
    Guests guests = engine.guests();
    Map<String, Runnable> closings = new LinkedHashMap<>();
    engine.routes().forEach(r -> closings.put("provider " + r.id(), r.provider()::close));
    if (desk != null) {
      closings.put("outbox", desk::close);
    }
    CountDownLatch open = new CountDownLatch(closings.size());
    closings.forEach(
        (guest, closing) -> {
          Runnable task =
              () -> {
                guests.run(guest, closing);
                open.countDown();
              };
          guests.run("thread factory", () -> threads.newThread(task).start());
        });
    try {
      if (!open.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A provider or the outbox still closes; it is left to itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
