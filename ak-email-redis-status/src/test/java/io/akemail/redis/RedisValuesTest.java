package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in Redis, and what is made of things that somebody else put there. */
class RedisValuesTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String P = "ake1:{default:a}:";
  private static final String FP = "0123456789abcdef";

  private static RealRedis redis;

  private RedisStatusStore store;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void open() {
    redis.command("FLUSHALL");
    store = RealRedis.ready(RedisStatusStore.builder(redis.uri()));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void putEverything() {
    for (Kind kind : List.of(Kind.OVER_LIMIT, Kind.MISCONFIGURED)) {
      store.put(new SharedVerdict(A, kind, FP, LONG));
    }
    for (Kind kind : List.of(Kind.DISABLED, Kind.BAD_LOCAL, Kind.PROBE_FAILED)) {
      store.put(new SharedVerdict(A, kind, "app-1", LONG));
    }
    store.put(new SharedVerdict(A, Kind.HINT_OUTAGE, "", LONG));
    for (Purpose purpose : Purpose.values()) {
      store.tryLease(new Lease(purpose, A, "token"), LONG);
    }
    store.join("app-1", LONG);
  }

  private static SharedHealth health() {
    return new SharedHealth(
        "gen", 7, Phase.RAMPING, LONG, 3, StatusReason.RECOVERING, "app-1", Duration.ZERO);
  }

  private static Map<String, String> hash(String key) {
    return redis.run(commands -> commands.hgetall(P + key));
  }

  @Test
  void everyKeyIsTheOneThatIsDocumented() {
    assertThat(store.write(A, health(), null)).isTrue();
    putEverything();
    List<String> keys = redis.run(commands -> commands.keys("*"));
    assertThat(keys)
        .containsExactlyInAnyOrder(
            P + "st",
            P + "vo",
            P + "pf",
            P + "hi",
            P + "op",
            P + "fp",
            P + "li:" + FP,
            P + "mc:" + FP,
            P + "pr",
            P + "ck",
            P + "hl",
            "ake1:{default}:mem");
    assertThat(keys).allMatch(key -> redis.run(commands -> commands.pttl(key)) > 0);
    assertThat(hash("st"))
        .containsEntry("gen", "gen")
        .containsEntry("ep", "7")
        .containsEntry("ph", "RAMP")
        .containsEntry("mu", "3")
        .containsEntry("rs", "RECOVERING")
        .containsEntry("by", "app-1")
        .containsKeys("un", "ch");
    List<String> votes = redis.run(commands -> commands.zrange(P + "vo", 0, -1));
    assertThat(votes).containsExactly("app-1|L");
    assertThat(hash("op")).containsEntry("m", "DISABLED");
    assertThat(hash("hi")).containsEntry("h", "OUTAGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HSET st ph SIDEWAYS",
        "HSET st rs BECAUSE",
        "HSET st ep many",
        "HSET st ep -1",
        "HSET st mu 9",
        "HSET st un 1e400",
        "HSET st ch soon",
        "HSET st by LONG",
        "HSET st gen ODD",
        "HDEL st un",
        "HSET op m SIDEWAYS",
        "HSET op un later",
        "HSET hi h SIDEWAYS",
        "HSET hi ob lately",
        "ZADD vo +inf app-9|X",
        "ZADD vo +inf LONG",
        "ZADD pf +inf ODD",
        "ZADD fp +inf ODD",
        "SET li:" + FP + " whenever",
        "SET mc:" + FP + " LONG",
        "SADD st",
        "SADD vo",
        "SADD pf",
        "SADD hi",
        "SADD op",
        "SADD fp",
        "SADD li:" + FP,
        "SADD mc:" + FP
      })
  void whatCannotBeUnderstoodSaysNothingAndTheRestStands(String change) {
    assertThat(store.write(A, health(), null)).isTrue();
    putEverything();
    assertThat(store.read(A).verdicts()).hasSize(6);
    String[] words = change.split(" ", 3);
    if (words[0].equals("SADD")) {
      redis.command("DEL " + P + words[1]);
    }
    String rest = words.length < 3 ? "1" : words[2];
    redis.command(
        words[0]
            + " "
            + P
            + words[1]
            + " "
            + rest.replace("LONG", "x".repeat(129)).replace("ODD", "\u00e9"));
    SharedStatus status = store.read(A);
    assertThat(store.ignoredValues()).isEqualTo(1);
    int parts = status.verdicts().size() + (status.record() == null ? 0 : 1);
    boolean isExtra = change.startsWith("ZADD") || change.equals("SADD fp");
    assertThat(parts).isEqualTo(isExtra ? 7 : 6);
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(store.write(A, health(), null)).isTrue();
    putEverything();
    for (String key : List.of("st", "op", "hi")) {
      redis.command("HSET " + P + key + " zz 1");
    }
    assertThat(store.read(A).health()).isPresent();
    assertThat(store.read(A).verdicts()).hasSize(6);
    assertThat(store.ignoredValues()).isZero();
  }

  @Test
  void aReplyThatIsTooLongIsRefused() {
    StringBuilder line = new StringBuilder("ZADD ").append(P).append("vo");
    for (int i = 0; i < 600; i++) {
      line.append(" +inf ").append("x".repeat(100)).append(i).append("|K");
    }
    redis.command(line.toString());
    assertThatThrownBy(() -> store.read(A))
        .isInstanceOf(RedisException.class)
        .hasMessageContaining("64 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key with space", "\u00e9", "x\r\ny"})
  void whatIsNotPlainIsNotStored(String key) {
    assertThatThrownBy(() -> store.put(new SharedVerdict(A, Kind.DISABLED, key, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("key: ");
  }

  @Test
  void onlyAProvidersIdIsANudge() {
    List<ProviderId> nudges = new CopyOnWriteArrayList<>();
    store.onChange(
        provider -> {
          throw new IllegalStateException("not for us");
        });
    store.onChange(nudges::add);
    await()
        .until(
            () -> {
              for (String message : List.of("A", "-", "x\u0000y", "z".repeat(41), "b")) {
                redis.command("PUBLISH ake1:default:nudge " + message);
                redis.command("PUBLISH ake1:other:nudge c");
              }
              return nudges.contains(ProviderId.of("b"));
            });
    assertThat(nudges).containsOnly(ProviderId.of("b"));
  }

  @Test
  void namespacesShareNothing() {
    try (RedisStatusStore other =
        RealRedis.ready(RedisStatusStore.builder(redis.uri()).namespace("other"))) {
      assertThat(store.write(A, health(), null)).isTrue();
      putEverything();
      assertThat(other.read(A).verdicts()).isEmpty();
      assertThat(other.read(A).health()).isEmpty();
      assertThat(other.join("app-2", LONG)).isEqualTo(1);
    }
  }

  @Test
  void anApplicationsClientIsLeftOpen() {
    RedisClient client = RedisClient.create(redis.uri());
    try {
      RedisStatusStore own = RealRedis.ready(RedisStatusStore.builder(client, redis.uri()));
      own.put(new SharedVerdict(A, Kind.DISABLED, "app-1", null));
      assertThat(store.read(A).verdicts()).hasSize(1);
      own.close();
      assertThatThrownBy(() -> own.read(A)).isInstanceOf(RedisException.class);
      try (var connection = client.connect()) {
        assertThat(connection.sync().ping()).isEqualTo("PONG");
      }
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }
}
