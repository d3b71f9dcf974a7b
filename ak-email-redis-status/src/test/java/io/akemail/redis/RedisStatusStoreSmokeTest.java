package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.Lease.Purpose;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That all of it works at all, against a real server. */
class RedisStatusStoreSmokeTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final Duration TEN = Duration.ofSeconds(10);

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static SharedHealth health(long epoch) {
    return new SharedHealth(
        "gen", epoch, Phase.DOWN, TEN, 3, StatusReason.FAULTS, "app-1", Duration.ZERO);
  }

  @Test
  void whatOneStoreIsToldTheOtherReads() {
    try (RedisStatusStore one = RedisStatusStore.connect(redis.uri());
        RedisStatusStore two = RedisStatusStore.connect(redis.uri())) {
      List<ProviderId> nudges = new CopyOnWriteArrayList<>();
      two.onChange(nudges::add);
      for (Kind kind : Kind.values()) {
        one.put(new SharedVerdict(A, kind, "0123456789abcdef", TEN));
      }
      assertThat(one.write(A, health(1), null)).isTrue();
      assertThat(one.write(A, health(2), null)).isFalse();
      one.put(new SharedVerdict(A, Kind.BAD_LOCAL, "app-2", TEN));
      SharedStatus status = two.read(A);
      assertThat(status.health().orElseThrow().isVersionOf(health(1))).isTrue();
      assertThat(status.verdicts())
          .extracting(SharedVerdict::kind)
          .containsExactlyInAnyOrder(
              Kind.OVER_LIMIT,
              Kind.MISCONFIGURED,
              Kind.FORCED_UP,
              Kind.BAD_LOCAL,
              Kind.HINT_OUTAGE);
      assertThat(one.join("app-1", TEN)).isEqualTo(1);
      assertThat(two.join("app-2", TEN)).isEqualTo(2);
      Lease lease = new Lease(Purpose.PROBE, A, "t1");
      assertThat(one.tryLease(lease, TEN)).isTrue();
      assertThat(two.tryLease(new Lease(Purpose.PROBE, A, "t2"), TEN)).isFalse();
      one.release(lease);
      assertThat(two.tryLease(new Lease(Purpose.PROBE, A, "t2"), TEN)).isTrue();
      await().atMost(TEN).until(() -> nudges.contains(A));
      assertThat(two.ignoredValues()).isZero();
    }
  }
}
