package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.redis.RedisStatusStore;
import io.akemail.spi.EmailProvider;
import io.akemail.status.StatusStore;
import java.nio.charset.StandardCharsets;

/** Shares what is known of the providers among all instances of an application. */
final class SharedState {
  private SharedState() {}

  static FailoverSender sender(
      EmailProvider sendGrid, EmailProvider sparkPost, String redisUrl, String salt) {
    // tag::shared-state
    // redisUrl: such as redis://redis.internal:6379
    StatusStore store = RedisStatusStore.builder(redisUrl).namespace("shop").build();

    FailoverSender sender =
        FailoverSender.builder()
            .provider(sendGrid)
            .provider(sparkPost)
            .statusStore(store) // closed with the sender
            .deploymentSalt(salt.getBytes(StandardCharsets.UTF_8)) // the same on all instances
            .instance("shop-1") // for people who look
            .build();
    // end::shared-state
    return sender;
  }
}
