package io.akemail.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One fault that comes and goes twice under a team on a server of its own.
 *
 * @param sent how many messages each sender sent while it lasted
 * @param failures what became of messages that were not sent
 * @param shared how long after the end of each fault the senders agreed again
 */
record Play(Fault fault, int sent, List<String> failures, List<Duration> shared) {
  static final int ROUNDS = 2;
  static final int SENDS = 200;

  /**
   * Within this, all senders know again what one says: usually a second; but a sender lets the
   * store rest for up to as long as the fault has lasted.
   */
  static final Duration BOUND = Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration PACE = Duration.ofMillis(10);

  static Play of(Fault fault) {
    int sent = 0;
    List<Duration> shared = new ArrayList<>();
    try (RealRedis redis = RealRedis.start()) {
      redis.command(RealRedis.USER_RULE);
      try (Team team = new Team(() -> RedisStatusStore.connect(redis.userUri()))) {
        within(PATIENCE, fault + " begins", team::isInTouch);
        for (int i = 0; i < ROUNDS; i++) {
          fault.begin(redis);
          int before = team.sent();
          team.meetTrouble();
          within(PATIENCE, "sends during " + fault, () -> team.sent() - before >= SENDS);
          if (fault.keepsAllAway()) {
            within(PATIENCE, fault + " is noticed", team::isOutOfTouch);
          }
          sent += team.sent() - before;
          fault.end(redis);
          long ended = System.nanoTime();
          within(BOUND, "trouble is shared after " + fault, team::sharesTrouble);
          shared.add(Duration.ofNanos(System.nanoTime() - ended));
          team.meetNone();
          within(PATIENCE, "peace is shared after " + fault, team::sharesPeace);
        }
        return new Play(fault, sent, team.failures(), shared);
      }
    }
  }

  private static void within(Duration span, String what, Callable<Boolean> is) {
    await(what).atMost(span).pollInterval(PACE).until(is);
  }
}
