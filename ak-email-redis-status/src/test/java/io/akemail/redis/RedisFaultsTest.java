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
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call answers or throws soon, whatever the server does, and all is well soon after. */
class RedisFaultsTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId B = ProviderId.of("b");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration WELL = Duration.ofMillis(1_500);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Lease LEASE = new Lease(Purpose.PROBE, A, "t1");

  private static RealRedis redis;

  private final List<RedisStatusStore> stores = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void closeStores() {
    stores.forEach(RedisStatusStore::close);
    redis.command("FLUSHALL");
  }

  private RedisStatusStore open() {
    redis.command(RealRedis.USER_RULE);
    RedisStatusStore store = RealRedis.ready(RedisStatusStore.builder(redis.userUri()));
    stores.add(store);
    return store;
  }

  private static SharedHealth health(long epoch) {
    return new SharedHealth(
        "gen", epoch, Phase.DOWN, LONG, 0, StatusReason.FAULTS, "app-1", Duration.ZERO);
  }

  private static SharedVerdict verdict(Kind kind) {
    return new SharedVerdict(A, kind, "app-1", LONG);
  }

  /** Everything that can be asked of a store. */
  private static List<Runnable> calls(RedisStatusStore store) {
    List<Runnable> calls = new ArrayList<>();
    calls.add(() -> store.read(A));
    for (Kind kind : Kind.values()) {
      calls.add(() -> store.put(verdict(kind)));
      calls.add(() -> store.remove(verdict(kind)));
    }
    calls.add(() -> store.write(A, health(1), null));
    calls.add(() -> store.join("app-1", LONG));
    calls.add(() -> store.tryLease(LEASE, LONG));
    calls.add(() -> store.release(LEASE));
    return calls;
  }

  @ParameterizedTest
  @EnumSource
  void eachCallEndsSoonAndAllIsWellAfterwards(Fault fault) {
    RedisStatusStore store = open();
    calls(store).forEach(Runnable::run);
    fault.begin(redis);
    int failures = 0;
    try {
      List<Runnable> calls = calls(store);
      boolean isSlow = fault == Fault.HUNG || fault == Fault.PAUSED;
      for (Runnable call : isSlow ? calls.subList(calls.size() - 4, calls.size()) : calls) {
        failures += fails(call) ? 1 : 0;
      }
    } finally {
      fault.end(redis);
    }
    if (!fault.isHarmless()) {
      assertThat(failures).as("failed calls").isPositive();
    }
    await().atMost(WELL).pollInterval(PACE).ignoreExceptions().until(() -> works(store));
  }

  /** Whether the call fails; either way it has to be quick, and show no secret. */
  private static boolean fails(Runnable call) {
    long before = System.nanoTime();
    RedisException failure = null;
    try {
      call.run();
    } catch (RedisException e) {
      failure = e;
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    if (failure != null) {
      assertThat(failure)
          .hasMessageNotContaining("canary")
          .hasMessageStartingWith("status store: ");
      assertThat(failure.getCause()).isNull();
    }
    return failure != null;
  }

  /** Whether everything that is told is known afterwards. */
  private static boolean works(RedisStatusStore store) {
    for (Kind kind : Kind.values()) {
      store.put(verdict(kind));
    }
    SharedHealth before = store.read(A).record();
    long epoch = before == null ? 1 : before.epoch() + 1;
    assertThat(store.write(A, health(epoch), before)).isTrue();
    store.put(verdict(Kind.GOOD));
    store.put(verdict(Kind.PROBE_FAILED));
    SharedStatus status = store.read(A);
    assertThat(status.verdicts()).hasSize(6);
    assertThat(status.health().orElseThrow().epoch()).isEqualTo(epoch);
    assertThat(store.join("app-1", LONG)).isEqualTo(1);
    assertThat(store.tryLease(LEASE, LONG)).isTrue();
    assertThat(store.tryLease(new Lease(Purpose.PROBE, A, "t2"), LONG)).isFalse();
    store.release(LEASE);
    return true;
  }

  @ParameterizedTest
  @EnumSource(names = {"KILLED", "RESTARTED_EMPTY", "CONNECTIONS_CUT", "CHANNELS_FORBIDDEN"})
  void nudgesComeAgainAfterTheConnectionWasLost(Fault fault) {
    RedisStatusStore store = open();
    List<ProviderId> nudges = new CopyOnWriteArrayList<>();
    store.read(B);
    store.onChange(nudges::add);
    fault.begin(redis);
    fault.end(redis);
    await().atMost(WELL.multipliedBy(2)).pollInterval(PACE).until(() -> nudges.contains(B));
    RedisStatusStore other = open();
    await()
        .atMost(WELL)
        .pollInterval(PACE)
        .until(
            () -> {
              other.put(verdict(Kind.DISABLED));
              return nudges.contains(A);
            });
  }

  @Test
  void aSilenceThatLastsEndsWithNewConnections() {
    RedisStatusStore store = open();
    redis.hang();
    try {
      long before = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(PACE)
          .until(
              () -> {
                assertThat(fails(() -> store.read(A))).isTrue();
                return System.nanoTime() - before > Duration.ofSeconds(6).toNanos();
              });
    } finally {
      redis.goOn();
    }
    await().atMost(WELL).pollInterval(PACE).ignoreExceptions().until(() -> works(store));
  }

  @Test
  void withoutAServerAStoreIsMadeAndClosedAtOnce() {
    long before = System.nanoTime();
    RedisStatusStore store = RedisStatusStore.connect("redis://127.0.0.1:" + RealRedis.freePort());
    assertThat(fails(() -> store.read(A))).isTrue();
    store.close();
    assertThat(fails(() -> store.read(A))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void closingTakesLessThanTwoSecondsWhileTheServerHangs() {
    RedisStatusStore store = open();
    redis.hang();
    try {
      assertThat(fails(() -> store.read(A))).isTrue();
      long before = System.nanoTime();
      store.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    } finally {
      redis.goOn();
    }
  }

  @Test
  void aStoreHasAtMostFiveThreadsAndLeavesNone() {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isEmpty());
    RedisStatusStore store = open();
    redis.command("CLIENT KILL TYPE normal");
    await().atMost(WELL).pollInterval(PACE).ignoreExceptions().until(() -> works(store));
    await().atMost(Duration.ofSeconds(10)).until(() -> threads().size() <= 5);
    System.out.println("threads of one store: " + threads());
    store.close();
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("lettuce"))
        .toList();
  }
}
