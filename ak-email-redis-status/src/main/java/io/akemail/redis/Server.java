package io.akemail.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where connections come from: a single server, one behind sentinels, or a cluster. */
interface Server {
  /** A connection for scripts. */
  record Line(
      StatefulConnection<String, String> connection,
      RedisScriptingAsyncCommands<String, String> scripts) {}

  CompletionStage<Line> connect();

  CompletionStage<StatefulRedisPubSubConnection<String, String>> subscribe();

  /** Where threads and timers come from. */
  ClientResources resources();

  /** Ends what was made for this store; null if the client is the application's. */
  @Nullable CompletionStage<Void> shutdown();
}
