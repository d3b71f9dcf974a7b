package io.akemail.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two connections of a store: one for scripts, one that listens. Looks after them five times a
 * second, on the client's own threads.
 */
final class Wire implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStatusStore.class);
  private static final long PACE_MILLIS = 200;
  private static final int PACES_BETWEEN_SUBSCRIPTIONS = 5;
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final long CLOSE_MILLIS = 1_500;

  private final Server server;
  private final String channel;
  private final Nudges nudges;
  private final Kept<Server.Line> line;
  private final Kept<StatefulRedisPubSubConnection<String, String>> ear;
  private final Calls calls;
  private final Future<?> upkeep;
  private final AtomicBoolean complained = new AtomicBoolean();
  private final AtomicBoolean refused = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean subscribed;
  private int paces; // of the upkeep only

  Wire(Server server, Duration timeout, String channel, Nudges nudges) {
    this.server = server;
    this.channel = channel;
    this.nudges = nudges;
    this.line =
        new Kept<>(
            server::connect,
            this::connected,
            this::failed,
            line -> Futures.forget(line.connection().closeAsync()));
    this.ear =
        new Kept<>(
            server::subscribe,
            this::listen,
            this::failed,
            connection -> Futures.forget(connection.closeAsync()));
    this.calls = new Calls(line, timeout);
    line.keep();
    ear.keep();
    this.upkeep =
        server
            .resources()
            .eventExecutorGroup()
            .scheduleWithFixedDelay(
                this::lookAfter, PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  Calls calls() {
    return calls;
  }

  private void lookAfter() {
    if (calls.isSilentFor(SILENCE)) {
      calls.hopeAgain();
      line.drop();
      ear.drop();
    }
    line.keep();
    ear.keep();
    StatefulRedisPubSubConnection<String, String> connection = ear.now();
    paces++;
    if (connection != null && connection.isOpen() && !subscribed) {
      if (paces % PACES_BETWEEN_SUBSCRIPTIONS == 0) {
        subscribe(connection);
      }
    }
  }

  private void connected(Server.Line made) {
    made.connection()
        .addListener(
            new RedisConnectionStateListener() {
              @Override
              public void onRedisConnected(RedisChannelHandler<?, ?> which, SocketAddress to) {
                nudges.all();
              }
            });
    if (complained.getAndSet(false)) {
      LOG.info("Connected to the status store");
    }
    nudges.all();
  }

  private void failed(Throwable failure) {
    if (!closed.get() && !complained.getAndSet(true)) {
      LOG.warn("Cannot connect to the status store, tries again: {}", Faults.text(failure));
    }
  }

  private void listen(StatefulRedisPubSubConnection<String, String> connection) {
    subscribed = false;
    connection.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String from, String message) {
            if (from.equals(channel)) {
              nudges.heard(message);
            }
          }

          @Override
          public void subscribed(String to, long count) {
            subscribed = true;
            refused.set(false);
            nudges.all();
          }
        });
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> which) {
            subscribed = false;
          }
        });
    subscribe(connection);
  }

  private void subscribe(StatefulRedisPubSubConnection<String, String> connection) {
    Futures.forget(connection.async().subscribe(channel).exceptionally(this::refused));
  }

  private @Nullable Void refused(Throwable failure) {
    boolean isRefusal = Faults.root(failure) instanceof RedisCommandExecutionException;
    if (isRefusal && !refused.getAndSet(true)) {
      LOG.warn("The status store sends no nudges, so news come late: {}", Faults.text(failure));
    }
    return null;
  }

  /** Within two seconds, whatever the server does. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    upkeep.cancel(false);
    line.seal();
    ear.seal();
    CompletionStage<Void> end = server.shutdown();
    if (end == null) {
      line.drop();
      ear.drop();
    } else {
      Futures.await(end, CLOSE_MILLIS);
    }
  }
}
