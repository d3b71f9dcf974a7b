package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a real cluster of two nodes, each with half of the slots. */
class RedisClusterTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int SLOTS = 16_384;

  private static String slots(int from, int to) {
    return IntStream.range(from, to).mapToObj(slot -> " " + slot).collect(Collectors.joining());
  }

  private static RealRedis node(String file) {
    return RealRedis.start(
        "--cluster-enabled",
        "yes",
        "--cluster-config-file",
        file,
        "--cluster-node-timeout",
        "2000");
  }

  /** The first call to a node may fail, since it is connected to only then. */
  private static boolean isEmpty(RedisStatusStore store, ProviderId provider) {
    return store.read(provider).verdicts().isEmpty();
  }

  @Test
  void providersOnBothNodesAreSharedAndNudged() {
    try (RealRedis left = node("left.conf");
        RealRedis right = node("right.conf")) {
      left.command("CLUSTER ADDSLOTS" + slots(0, SLOTS / 2));
      right.command("CLUSTER ADDSLOTS" + slots(SLOTS / 2, SLOTS));
      left.command("CLUSTER SET-CONFIG-EPOCH 1");
      right.command("CLUSTER SET-CONFIG-EPOCH 2");
      left.command("CLUSTER MEET 127.0.0.1 " + right.port());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  left.run(redis -> redis.clusterInfo()).contains("cluster_state:ok")
                      && right.run(redis -> redis.clusterInfo()).contains("cluster_state:ok"));
      try (RedisStatusStore one = RealRedis.ready(RedisStatusStore.builder(left.uri()).cluster());
          RedisStatusStore two = RealRedis.ready(RedisStatusStore.builder(right.uri()).cluster())) {
        for (int i = 0; i < 10; i++) {
          ProviderId provider = ProviderId.of("p" + i);
          await().ignoreExceptions().until(() -> isEmpty(one, provider) && isEmpty(two, provider));
        }
        List<ProviderId> nudges = new CopyOnWriteArrayList<>();
        two.onChange(nudges::add);
        for (int i = 0; i < 10; i++) {
          ProviderId provider = ProviderId.of("p" + i);
          for (Kind kind : Kind.values()) {
            one.put(new SharedVerdict(provider, kind, "0123456789abcdef", LONG));
          }
          assertThat(two.read(provider).verdicts()).hasSize(6);
        }
        assertThat(one.join("app-1", LONG)).isEqualTo(1);
        assertThat(two.join("app-2", LONG)).isEqualTo(2);
        await().until(() -> nudges.contains(ProviderId.of("p9")));
        long atLeft = left.run(redis -> redis.dbsize());
        long atRight = right.run(redis -> redis.dbsize());
        assertThat(List.of(atLeft, atRight)).doesNotContain(0L);
      }
    }
  }
}
