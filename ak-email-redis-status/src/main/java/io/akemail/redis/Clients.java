package io.akemail.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.IOUringProvider;
import java.time.Duration;
import java.util.Objects;

/**
 * Makes clients whose settings suit a store that nobody should wait for. Most of Lettuce's defaults
 * would let a caller wait for a minute.
 */
final class Clients {
  private static final Duration RECONNECT = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration TOPOLOGY = Duration.ofSeconds(30);

  private Clients() {}

  static Server server(Settings settings) {
    ClientResources resources = resources();
    RedisURI uri = Objects.requireNonNull(settings.uri());
    if (settings.cluster()) {
      RedisClusterClient client = RedisClusterClient.create(resources, uri);
      client.setOptions(
          ClusterClientOptions.builder(options(settings))
              .topologyRefreshOptions(topology())
              .build());
      return new ClusterServer(client, true);
    }
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(options(settings));
    return new SingleServer(client, uri, true);
  }

  /** Version 6 has the triggers off unless asked; 7 has them on, and the question deprecated. */
  @SuppressWarnings("deprecation")
  private static ClusterTopologyRefreshOptions topology() {
    return ClusterTopologyRefreshOptions.builder()
        .enablePeriodicRefresh(TOPOLOGY)
        .enableAllAdaptiveRefreshTriggers()
        .build();
  }

  /** Two threads for input and output, two for the rest and a timer; all made when needed. */
  private static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(2)
        .computationThreadPoolSize(2)
        .reconnectDelay(Delay.constant(RECONNECT))
        .build();
  }

  private static ClientOptions options(Settings settings) {
    SocketOptions.Builder socket =
        SocketOptions.builder()
            .connectTimeout(settings.connectTimeout())
            .keepAlive(
                KeepAliveOptions.builder()
                    .enable()
                    .idle(SILENCE)
                    .interval(Duration.ofSeconds(1))
                    .count(3)
                    .build());
    if (EpollProvider.isAvailable() || IOUringProvider.isAvailable()) {
      socket.tcpUserTimeout(
          TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(SILENCE).build());
    }
    return ClientOptions.builder()
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
        .socketOptions(socket.build())
        .build();
  }
}
