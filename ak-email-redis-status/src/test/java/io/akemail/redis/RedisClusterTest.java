package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private RealRedis left;
  private RealRedis right;

  @BeforeEach
  void start() {
    left = node("left.conf");
    right = node("right.conf");
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
  }

  @AfterEach
  void stop() {
    left.close();
    right.close();
  }

  @Test
  void providersOnBothNodesAreSharedAndNudged() {
    try (RedisStatusStore one = RealRedis.ready(RedisStatusStore.builder(left.uri()).cluster());
        RedisStatusStore two = RealRedis.ready(RedisStatusStore.builder(right.uri()).cluster())) {
      areShared(one, two);
    }
  }

  @Test
  void theApplicationsOwnClientIsUsedAndLeftOpen() {
    RedisClusterClient client = RedisClusterClient.create(left.uri());
    try {
      long before = clients();
      try (RedisStatusStore one = RealRedis.ready(RedisStatusStore.builder(client));
          RedisStatusStore two = RealRedis.ready(RedisStatusStore.builder(client))) {
        areShared(one, two);
      }
      await().until(() -> clients() == before);
      try (var connection = client.connect()) {
        assertThat(connection.sync().ping()).isEqualTo("PONG");
      }
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** Its commands would wait for a minute; the store's calls do not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNodeThatHangsOrDiesTakesNoMoreThanItsTime(boolean hangs) {
    RedisClusterClient client = RedisClusterClient.create(left.uri());
    try (RedisStatusStore store = RealRedis.ready(RedisStatusStore.builder(client))) {
      providers()
          .forEach(provider -> await().ignoreExceptions().until(() -> isEmpty(store, provider)));
      if (hangs) {
        right.hang();
      } else {
        right.kill();
      }
      int failures = 0;
      for (ProviderId provider : providers()) {
        failures += fails(store, provider) ? 1 : 0;
      }
      assertThat(failures).isPositive();
      if (hangs) {
        right.goOn();
      } else {
        right.restart();
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> providers().stream().noneMatch(provider -> fails(store, provider)));
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  private static boolean fails(RedisStatusStore store, ProviderId provider) {
    long before = System.nanoTime();
    boolean failed = false;
    try {
      store.read(provider);
    } catch (RedisException e) {
      assertThat(e).hasMessageStartingWith("status store: ").hasNoCause();
      failed = true;
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(400));
    return failed;
  }

  /** Of both nodes, those that ask included. */
  private long clients() {
    return Stream.of(left, right)
        .flatMap(node -> node.run(redis -> redis.clientList()).lines())
        .filter(line -> !line.contains("flags=M") && !line.contains("flags=S"))
        .count();
  }

  private static List<ProviderId> providers() {
    return IntStream.range(0, 10).mapToObj(i -> ProviderId.of("p" + i)).toList();
  }

  /** The first call to a node may fail, since it is connected to only then. */
  private static boolean isEmpty(RedisStatusStore store, ProviderId provider) {
    return store.read(provider).verdicts().isEmpty();
  }

  private void areShared(RedisStatusStore one, RedisStatusStore two) {
    for (ProviderId provider : providers()) {
      await().ignoreExceptions().until(() -> isEmpty(one, provider) && isEmpty(two, provider));
    }
    List<ProviderId> nudges = new CopyOnWriteArrayList<>();
    two.onChange(nudges::add);
    for (ProviderId provider : providers()) {
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
