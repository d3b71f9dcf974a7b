package io.akemail.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What both kinds of client have in common. */
final class Texts {
  /** One character for each byte, so that odd bytes stay odd. */
  static final RedisCodec<String, String> CODEC = new StringCodec(StandardCharsets.ISO_8859_1);

  private Texts() {}

  static CompletionStage<Void> shutdown(AbstractRedisClient client) {
    return client
        .shutdownAsync(0, 500, TimeUnit.MILLISECONDS)
        .thenRun(
            () -> {
              var unused = client.getResources().shutdown(0, 500, TimeUnit.MILLISECONDS);
            });
  }
}
