package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to Redis, no mail fails, and soon after it is over all senders know again what
 * one of them knows. Mostly waiting, so several plays go on at a time.
 */
class SendersAndFaultsTest {
  private static final int AT_A_TIME = 7;

  private static final Map<Fault, Future<Play>> PLAYS = new EnumMap<>(Fault.class);
  private static final ExecutorService STAGES = Executors.newFixedThreadPool(AT_A_TIME);

  @BeforeAll
  static void begin() {
    for (Fault fault : Fault.values()) {
      PLAYS.put(fault, STAGES.submit(() -> Play.of(fault)));
    }
  }

  @AfterAll
  static void end() {
    STAGES.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void noMailFailsAndAllAgreeAgainSoonAfterwards(Fault fault) throws Exception {
    Play play = PLAYS.get(fault).get();

    System.out.println(play);
    assertThat(play.failures()).isEmpty();
    assertThat(play.sent()).isGreaterThanOrEqualTo(Play.ROUNDS * Play.SENDS);
    assertThat(play.shared()).hasSize(Play.ROUNDS);
  }

  /** As a replica does that had not heard all before it took over. */
  @RepeatedTest(Play.ROUNDS)
  void aServerThatForgotTheNewestFailsNoMailAndPassesWordsOn() {
    try (RealRedis redis = RealRedis.start();
        Team team = new Team(() -> RedisStatusStore.connect(redis.uri()))) {
      await().atMost(Play.BOUND).until(team::isInTouch);
      team.meetTrouble();
      await().atMost(Play.BOUND).until(team::sharesTrouble);
      redis.command("SAVE");
      team.meetNone();
      await().atMost(Play.BOUND).until(team::sharesPeace);
      redis.kill();
      redis.restart();
      int before = team.sent();
      await().atMost(Play.BOUND).until(team::isDisabledForAll); // as it was when it was saved
      team.meetNone();
      await().atMost(Play.BOUND).until(team::sharesPeace);
      team.meetTrouble();
      await().atMost(Play.BOUND).until(team::isDisabledForAll);
      team.meetNone();
      await().atMost(Play.BOUND).until(team::sharesPeace);
      await().atMost(Play.BOUND).until(() -> team.sent() - before >= Play.SENDS);
      assertThat(team.failures()).isEmpty();
    }
  }
}
