package io.akemail.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cluster. Before the first connection it has to be asked who belongs to it. */
record ClusterServer(RedisClusterClient client, boolean isOurs) implements Server {
  @Override
  public CompletionStage<Line> connect() {
    return client
        .refreshPartitionsAsync()
        .thenCompose(known -> client.connectAsync(Texts.CODEC))
        .thenApply(connection -> new Line(connection, connection.async()));
  }

  @Override
  public CompletionStage<StatefulRedisPubSubConnection<String, String>> subscribe() {
    return client
        .refreshPartitionsAsync()
        .thenCompose(known -> client.connectPubSubAsync(Texts.CODEC))
        .thenApply(Function.identity());
  }

  @Override
  public ClientResources resources() {
    return client.getResources();
  }

  @Override
  public @Nullable CompletionStage<Void> shutdown() {
    return isOurs ? Texts.shutdown(client) : null;
  }
}
