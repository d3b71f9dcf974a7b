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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A master, its replica and a sentinel, all real; the sentinel gives a master up after 500 ms. */
class RedisSentinelTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration CALL = Duration.ofMillis(400);

  private RealRedis master;
  private RealRedis replica;
  private RealRedis sentinel;

  @BeforeEach
  void start() {
    master = RealRedis.start("--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0");
    replica = RealRedis.start("--replicaof", "127.0.0.1", "" + master.port());
    master.command(RealRedis.USER_RULE);
    replica.command(RealRedis.USER_RULE);
    await()
        .atMost(START)
        .pollInterval(PACE)
        .until(() -> isTold(replica, "replication", "master_link_status:up"));
    sentinel = RealRedis.sentinel("mails", master);
    await()
        .atMost(START)
        .pollInterval(PACE)
        .until(() -> isTold(sentinel, "sentinel", "status=ok", "slaves=1"));
  }

  @AfterEach
  void stop() {
    sentinel.close();
    replica.close();
    master.close();
  }

  private static boolean isTold(RealRedis server, String section, String... parts) {
    String told = server.run(redis -> redis.info(section));
    return List.of(parts).stream().allMatch(told::contains);
  }

  private RedisStatusStore.Builder settings() {
    return RedisStatusStore.builder(
        "redis-sentinel://store:canary-secret@127.0.0.1:" + sentinel.port() + "/0#mails");
  }

  private static SharedHealth health(long epoch) {
    return new SharedHealth(
        "gen", epoch, Phase.DOWN, LONG, 0, StatusReason.FAULTS, "app-1", Duration.ZERO);
  }

  /** How a master may go, and how long that may keep a store from working. */
  private enum End {
    KILLED(Duration.ofSeconds(6)) {
      @Override
      void befalls(RealRedis master) {
        master.kill();
      }
    },
    // its connections stay open, so only five seconds of silence make the store ask for another
    HUNG(Duration.ofSeconds(10)) {
      @Override
      void befalls(RealRedis master) {
        master.hang();
      }
    };

    private final Duration bound;

    End(Duration bound) {
      this.bound = bound;
    }

    abstract void befalls(RealRedis master);
  }

  @ParameterizedTest
  @EnumSource
  void aStoreGoesOnWithTheMasterThatTheSentinelPromotes(End end) {
    try (RedisStatusStore one = RealRedis.ready(settings());
        RedisStatusStore two = RealRedis.ready(settings())) {
      List<ProviderId> nudges = new CopyOnWriteArrayList<>();
      two.onChange(nudges::add);
      assertThat(one.write(A, health(1), null)).isTrue();
      works(one, two, nudges);
      await().atMost(START).pollInterval(PACE).until(() -> keys(replica) == keys(master));

      end.befalls(master);
      long began = System.nanoTime();
      await()
          .atMost(end.bound)
          .pollInterval(PACE)
          .until(
              () ->
                  Stream.of(one, two).filter(RedisSentinelTest::answers).count() == 2
                      && isMaster(replica));
      System.out.println(
          end + ": works again after " + (System.nanoTime() - began) / 1_000_000 + " ms");

      assertThat(one.read(A).health().orElseThrow().epoch()).isEqualTo(2);
      works(one, two, nudges);
    }
  }

  private static long keys(RealRedis server) {
    return server.run(redis -> redis.dbsize());
  }

  private static boolean isMaster(RealRedis server) {
    return isTold(server, "replication", "role:master");
  }

  /** Whether a call that writes gets an answer; if not, it ends soon and with the store's fault. */
  private static boolean answers(RedisStatusStore store) {
    long before = System.nanoTime();
    boolean answered = false;
    try {
      answered = store.join("app-1", LONG) > 0;
    } catch (RedisException e) {
      assertThat(e).hasMessageStartingWith("status store: ").hasMessageNotContaining("canary");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CALL);
    return answered;
  }

  /** A record, a vote, a lease and a nudge go from one store to the other. */
  private static void works(RedisStatusStore one, RedisStatusStore two, List<ProviderId> nudges) {
    SharedHealth before = one.read(A).health().orElseThrow();
    SharedHealth next = health(before.epoch() + 1);
    assertThat(one.write(A, next, before)).isTrue();
    assertThat(two.write(A, next, before)).isFalse();
    one.put(new SharedVerdict(A, Kind.BAD_LOCAL, "app-1", LONG));
    SharedStatus status = two.read(A);
    assertThat(status.health().orElseThrow().isVersionOf(next)).isTrue();
    assertThat(status.verdicts()).extracting(SharedVerdict::kind).containsOnly(Kind.BAD_LOCAL);
    Lease lease = new Lease(Purpose.PROBE, A, "t1");
    Lease other = new Lease(Purpose.PROBE, A, "t2");
    assertThat(one.tryLease(lease, LONG)).isTrue();
    assertThat(two.tryLease(other, LONG)).isFalse();
    one.release(lease);
    nudges.clear();
    await()
        .atMost(START)
        .pollInterval(PACE)
        .until(
            () -> {
              one.put(new SharedVerdict(A, Kind.DRAINING, "ada", LONG));
              return nudges.contains(A);
            });
    one.remove(new SharedVerdict(A, Kind.DRAINING, "ada", LONG));
  }

  @Test
  void noMailFailsWhileAMasterIsLost() {
    try (Team team = new Team(() -> settings().build())) {
      await().atMost(START).pollInterval(PACE).until(team::isInTouch);
      master.kill();
      team.meetTrouble();
      await().atMost(Duration.ofSeconds(15)).pollInterval(PACE).until(team::sharesTrouble);
      assertThat(isMaster(replica)).isTrue();
      team.meetNone();
      await().atMost(START).pollInterval(PACE).until(team::sharesPeace);
      assertThat(team.sent()).isGreaterThan(Play.SENDS);
      assertThat(team.failures()).isEmpty();
    }
  }

  @Test
  void aSentinelThatComesLateIsFound() {
    sentinel.kill();
    try (RedisStatusStore store = settings().build()) {
      assertThat(answers(store)).isFalse();
      sentinel.restart();
      await().atMost(Duration.ofSeconds(3)).pollInterval(PACE).until(() -> answers(store));
    }
  }
}
