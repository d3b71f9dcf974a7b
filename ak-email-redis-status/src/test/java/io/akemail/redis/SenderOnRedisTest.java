package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.FailoverSender;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole senders on a real Redis: what a send costs there, and what a Redis that fails costs it. */
class SenderOnRedisTest {
  private static final int SENDS = 10_000;

  private final RealRedis redis = RealRedis.start();

  @AfterEach
  void stop() {
    redis.close();
  }

  private FailoverSender sender(Told a) {
    return FailoverSender.builder()
        .provider(a)
        .provider(new Told("b"))
        .statusStore(RedisStatusStore.connect(redis.uri()))
        .build();
  }

  private static void awaitTouch(FailoverSender sender, boolean inTouch) {
    while (sender.statuses().get(0).fleet().inTouch() != inTouch) {
      Thread.onSpinWait();
    }
  }

  private long commands() {
    return redis
        .run(commands -> commands.info("commandstats"))
        .lines()
        .filter(line -> line.startsWith("cmdstat_eval"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("^.*:calls=(\\d+),.*$", "$1")))
        .sum();
  }

  @Test
  void tenThousandSendsCostRedisNothingBesideItsFewCommandsASecond() {
    try (FailoverSender sender = sender(new Told("a"))) {
      awaitTouch(sender, true);
      long before = commands();
      long began = System.nanoTime();
      for (int i = 0; i < SENDS; i++) {
        sender.send(Told.message());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      long spent = commands() - before;

      assertThat((double) spent).as("in %s s", seconds).isLessThan(10 + 5 * seconds);
    }
  }

  @Test
  void aRedisThatHangsDelaysNoSend() {
    try (FailoverSender sender = sender(new Told("a"))) {
      awaitTouch(sender, true);
      long usual = slowest(sender);
      redis.hang();
      awaitTouch(sender, false);
      long hung = slowest(sender);
      redis.goOn();

      assertThat(hung - usual)
          .as("99 of 100 sends, in nanoseconds")
          .isLessThan(Duration.ofMillis(1).toNanos());
    }
  }

  /** The time that 99 of 100 sends keep; the better of two, since the machine is shared. */
  private static long slowest(FailoverSender sender) {
    return Math.min(percentile(sender), percentile(sender));
  }

  private static long percentile(FailoverSender sender) {
    long[] times = new long[5_000];
    for (int i = 0; i < times.length; i++) {
      EmailMessage message = Told.message();
      long began = System.nanoTime();
      sender.send(message);
      times[i] = System.nanoTime() - began;
    }
    Arrays.sort(times);
    return times[times.length * 99 / 100];
  }

  @Test
  void whatTwoInstancesMeetIsKnownToAThirdAndARestartOfRedisChangesNothing() {
    Told broken = new Told("a");
    Told alsoBroken = new Told("a");
    Told untouched = new Told("a");
    try (FailoverSender one = sender(broken);
        FailoverSender two = sender(alsoBroken);
        FailoverSender three = sender(untouched)) {
      while (three.statuses().get(0).fleet().members() < 3) {
        Thread.onSpinWait();
      }
      Outcome fault = new Outcome.Unavailable(Origin.PROVIDER, "status 503");
      broken.answer = fault;
      alsoBroken.answer = fault;
      while (three.statuses().get(0).state() != ProviderState.DOWN) {
        one.send(Told.message());
        two.send(Told.message());
      }
      redis.kill();
      assertThat(three.send(Told.message()).provider()).get().hasToString("b");

      redis.restart();
      broken.answer = new Outcome.Accepted("id");
      alsoBroken.answer = broken.answer;
      while (three.statuses().get(0).state() != ProviderState.RAMPING) {
        one.send(Told.message());
        two.send(Told.message());
        three.send(Told.message());
      }
    }
  }
}
