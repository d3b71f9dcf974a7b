package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.Lease.Purpose;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What it costs, how quick it is, and that elections stay right in great numbers. */
class RedisLoadTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int STORES = 4;
  private static final int ELECTIONS = 10_000;
  private static final int ROUNDS = 1_000;

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static RedisStatusStore open(String namespace) {
    return RealRedis.ready(
        RedisStatusStore.builder(redis.uri())
            .namespace(namespace)
            .commandTimeout(Duration.ofSeconds(5)));
  }

  private static SharedHealth health(long epoch) {
    return new SharedHealth(
        "gen", epoch, Phase.DOWN, LONG, 0, StatusReason.FAULTS, "app-1", Duration.ZERO);
  }

  @Test
  void aProbeNeverHasTwoHoldersAndIsNeverStuck() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger won = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(STORES);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < STORES; i++) {
        String token = "t" + i;
        all.add(
            threads.submit(
                () -> {
                  try (RedisStatusStore store = open("elections")) {
                    Lease lease = new Lease(Purpose.PROBE, A, token);
                    while (won.get() < ELECTIONS) {
                      if (store.tryLease(lease, LONG)) {
                        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                        won.incrementAndGet();
                        holders.decrementAndGet();
                        store.release(lease);
                      }
                    }
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(1);
    assertThat(won).hasValueGreaterThanOrEqualTo(ELECTIONS);
  }

  @Test
  void aReadIsOneCommand() {
    try (RedisStatusStore store = open("costs");
        RedisStatusStore other = open("costs")) {
      for (Kind kind : Kind.values()) {
        other.put(new SharedVerdict(A, kind, "0123456789abcdef", LONG));
      }
      store.read(A);
      redis.command("CONFIG RESETSTAT");
      for (int i = 0; i < 100; i++) {
        assertThat(store.read(A).verdicts()).hasSize(6);
      }
      String stats = redis.run(commands -> commands.info("commandstats"));
      assertThat(stats).contains("cmdstat_evalsha:calls=100,").doesNotContain("cmdstat_eval:");
      System.out.println("one hundred reads:\n" + stats);
    }
  }

  /** The newest values and the time in between, as one listener sees them. */
  private static final class Rounds {
    private final long[] nanos = new long[ROUNDS];

    String percentiles() {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return "p50 " + sorted[ROUNDS / 2] / 1000 + " us, p99 " + sorted[ROUNDS * 99 / 100] / 1000;
    }

    long median() {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return sorted[ROUNDS / 2];
    }
  }

  @Test
  void newsAreReadByOthersSoon() throws Exception {
    Rounds bare = bare();
    Rounds news = news();
    System.out.println("bare message: " + bare.percentiles() + " us");
    System.out.println("write until re-read elsewhere: " + news.percentiles() + " us");
    assertThat(Duration.ofNanos(news.median())).isLessThan(Duration.ofMillis(100));
  }

  private static Rounds news() throws InterruptedException {
    Rounds rounds = new Rounds();
    LinkedBlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (RedisStatusStore one = open("news");
        RedisStatusStore two = open("news")) {
      assertThat(one.write(A, health(0), null)).isTrue();
      AtomicInteger nudges = new AtomicInteger();
      two.onChange(
          provider -> {
            nudges.incrementAndGet();
            reader.execute(
                () -> {
                  long epoch = two.read(A).health().orElseThrow().epoch();
                  var unused = heard.offer(epoch);
                });
          });
      await()
          .until(
              () -> {
                assertThat(one.write(A, health(0), health(0))).isTrue();
                return nudges.get() > 0;
              });
      for (int i = 0; i < ROUNDS; i++) {
        long before = System.nanoTime();
        assertThat(one.write(A, health(i + 1), health(i))).isTrue();
        Long epoch = heard.poll(5, TimeUnit.SECONDS);
        while (epoch != null && epoch < i + 1) {
          epoch = heard.poll(5, TimeUnit.SECONDS);
        }
        assertThat(epoch).isEqualTo(i + 1);
        rounds.nanos[i] = System.nanoTime() - before;
      }
    } finally {
      reader.shutdownNow();
    }
    return rounds;
  }

  private static Rounds bare() throws InterruptedException {
    Rounds rounds = new Rounds();
    RedisClient client = RedisClient.create(redis.uri());
    try (var sender = client.connect();
        var listener = client.connectPubSub()) {
      LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
      listener.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              var unused = heard.offer(message);
            }
          });
      listener.sync().subscribe("bare");
      for (int i = 0; i < ROUNDS; i++) {
        long before = System.nanoTime();
        var unused = sender.async().publish("bare", "a");
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        rounds.nanos[i] = System.nanoTime() - before;
      }
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
    return rounds;
  }
}
