package io.akemail.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One server, or the master that sentinels name. */
record SingleServer(RedisClient client, RedisURI uri, boolean isOurs) implements Server {
  @Override
  public CompletionStage<Line> connect() {
    return client
        .connectAsync(Texts.CODEC, uri)
        .thenApply(connection -> new Line(connection, connection.async()));
  }

  @Override
  public CompletionStage<StatefulRedisPubSubConnection<String, String>> subscribe() {
    return client.connectPubSubAsync(Texts.CODEC, uri);
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
