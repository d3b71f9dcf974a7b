package io.akemail.redis;

import io.akemail.status.StatusStore;
import io.akemail.testkit.StatusStoreContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisContractTest extends StatusStoreContract {
  private static final AtomicInteger TESTS = new AtomicInteger();

  private static RealRedis redis;

  private final String namespace = "test-" + TESTS.incrementAndGet();

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Override
  protected StatusStore store() {
    return RealRedis.ready(
        RedisStatusStore.builder(redis.uri())
            .namespace(namespace)
            .commandTimeout(Duration.ofSeconds(5))); // a busy machine is no fault here
  }
}
