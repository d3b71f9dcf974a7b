package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.FailoverSender;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxState;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gauges show of a sender and of an outbox. */
class GaugesTest {
  private static final String STATE = "ak.email.provider.state";
  private static final String IN_FLIGHT = "ak.email.in.flight";

  @Test
  void aProvidersStateIsANumber() {
    try (Scene scene = new Scene()) {
      assertThat(scene.gauge(STATE, "provider", "a")).isEqualTo(8);

      scene.sender.disable(ProviderId.of("a"));
      scene.clock.add(Duration.ofSeconds(1));

      assertThat(scene.gauge(STATE, "provider", "a")).isZero();
      assertThat(scene.gauge(STATE, "provider", "b")).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLED, 0",
    "DRAINING, 1",
    "MISCONFIGURED, 2",
    "OVER_LIMIT, 3",
    "DOWN, 4",
    "PROBING, 5",
    "SUSPECT, 6",
    "RAMPING, 7",
    "UP, 8"
  })
  void theNumbersOfStatesNeverChange(ProviderState state, int number) {
    assertThat(SenderGauges.number(state)).isEqualTo(number);
  }

  @Test
  void statesThatTakeUsualMailAreAboveThoseThatDoNot() {
    assertThat(Arrays.stream(ProviderState.values()).filter(s -> SenderGauges.number(s) >= 6))
        .containsExactlyInAnyOrder(ProviderState.SUSPECT, ProviderState.RAMPING, ProviderState.UP);
  }

  @Test
  void callsInFlightAreShown() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    try (Scene scene = new Scene()) {
      scene.a.answers(
          message -> {
            entered.countDown();
            await().until(() -> released.getCount() == 0);
            return FakeProvider.ACCEPTED;
          });
      CompletableFuture<?> receipt = scene.sender.sendAsync(Mails.any());
      await().until(() -> entered.getCount() == 0);

      assertThat(scene.gauge(IN_FLIGHT, "provider", "a")).isEqualTo(1);
      assertThat(scene.gauge(IN_FLIGHT, "provider", "b")).isZero();

      released.countDown();
      receipt.join();
      scene.clock.add(Duration.ofSeconds(1));
      assertThat(scene.gauge(IN_FLIGHT, "provider", "a")).isZero();
    }
  }

  @Test
  void aSenderBuiltAnewIsWatchedInPlaceOfTheOld() {
    try (Scene scene = new Scene();
        FailoverSender next =
            FailoverSender.builder()
                .provider(new FakeProvider("b"))
                .provider(new FakeProvider("c"))
                .build()) {
      scene.sender.disable(ProviderId.of("b"));
      scene.clock.add(Duration.ofSeconds(1));
      assertThat(scene.gauge(STATE, "provider", "b")).isZero();

      scene.metrics.watch(next);

      assertThat(scene.registry.find(STATE).gauges()).hasSize(2);
      assertThat(scene.gauge(STATE, "provider", "b")).isEqualTo(8);
      assertThat(scene.gauge(STATE, "provider", "c")).isEqualTo(8);
    }
  }

  @Test
  void otherMetricsOfTheSameNameTakeTheGaugesOver() {
    try (Scene scene = new Scene();
        FailoverSender next = FailoverSender.builder().provider(new FakeProvider("a")).build()) {
      scene.sender.disable(ProviderId.of("a"));

      EmailMetrics.of(scene.registry).watch(next);

      assertThat(scene.gauge(STATE, "provider", "a")).isEqualTo(8);
    }
  }

  @Test
  void twoSendersAreToldApartByTags() {
    try (Scene scene = new Scene()) {
      EmailMetrics more = EmailMetrics.of(scene.registry, Tags.of("sender", "news"));
      try (FailoverSender news =
          FailoverSender.builder().provider(new FakeProvider("a")).listener(more).build()) {
        more.watch(news);
        news.disable(ProviderId.of("a"));
        Mails.send(news, Mails.any());

        scene.counts(1, "ak.email.sends", "sender", "news", "result", "unavailable");
        assertThat(scene.gauge(STATE, "provider", "a", "sender", "news")).isZero();
        assertThat(scene.registry.find(STATE).tag("provider", "a").gauges()).hasSize(2);
      }
    }
  }

  @Test
  void closedMetricsLeaveNoGaugeBehindAndKeepTheCounters() {
    try (Scene scene = new Scene()) {
      scene.metrics.watch(new FakeOutbox());

      scene.metrics.close();

      assertThat(scene.registry.getMeters())
          .noneMatch(meter -> meter instanceof Gauge)
          .isNotEmpty();
    }
  }

  @Test
  void anOutboxShowsItsMessagesByStateItsSizeAndItsOldest() {
    try (Scene scene = new Scene()) {
      scene.metrics.watch(
          new FakeOutbox()
              .counts(
                  () ->
                      FakeOutbox.counting(
                          Map.of(OutboxState.WAITING, 3L, OutboxState.SENT, 7L),
                          600,
                          Duration.ofMillis(2500))));

      assertThat(scene.gauge("ak.email.outbox.messages", "state", "waiting")).isEqualTo(3);
      assertThat(scene.gauge("ak.email.outbox.messages", "state", "sent")).isEqualTo(7);
      assertThat(scene.gauge("ak.email.outbox.messages", "state", "damaged")).isZero();
      assertThat(scene.gauge("ak.email.outbox.bytes")).isEqualTo(600);
      assertThat(scene.gauge("ak.email.outbox.fill")).isEqualTo(0.6);
      assertThat(scene.gauge("ak.email.outbox.oldest.seconds")).isEqualTo(2.5);
    }
  }

  @Test
  void anEmptyOutboxHasNoOldest() {
    try (Scene scene = new Scene()) {
      scene.metrics.watch(new FakeOutbox());

      assertThat(scene.gauge("ak.email.outbox.oldest.seconds")).isZero();
    }
  }

  @Test
  void anOutboxIsReadOnceInFiveSecondsHoweverOftenItIsAsked() {
    FakeOutbox outbox = new FakeOutbox();
    try (Scene scene = new Scene()) {
      scene.metrics.watch(outbox);
      assertThat(outbox.reads).hasValue(0);

      readAll(scene);
      scene.clock.add(Duration.ofMillis(4999));
      readAll(scene);
      assertThat(outbox.reads).hasValue(1);

      scene.clock.add(Duration.ofMillis(1));
      readAll(scene);
      assertThat(outbox.reads).hasValue(2);
    }
  }

  private static void readAll(Scene scene) {
    scene.registry.getMeters().forEach(meter -> meter.measure().forEach(m -> m.getValue()));
  }

  @Test
  void anOutboxThatFailsIsNotANumberAndIsAskedAgainLater() {
    FakeOutbox outbox =
        new FakeOutbox()
            .counts(
                () -> {
                  throw new OutboxException(OutboxException.Reason.STORAGE, "out of reach", null);
                });
    try (Scene scene = new Scene()) {
      scene.metrics.watch(outbox);

      assertThat(scene.gauge("ak.email.outbox.fill")).isNaN();
      readAll(scene);
      assertThat(scene.gauge("ak.email.outbox.messages", "state", "waiting")).isNaN();
      assertThat(outbox.reads).hasValue(1);

      outbox.counts(() -> FakeOutbox.counting(Map.of(), 10, null));
      scene.clock.add(Duration.ofSeconds(5));
      assertThat(scene.gauge("ak.email.outbox.bytes")).isEqualTo(10);
    }
  }

  @Test
  void anOutboxThatHangsHoldsOneReaderAndTheOthersHaveTheLastNumberForAWhile() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FakeOutbox outbox = new FakeOutbox();
    try (Scene scene = new Scene()) {
      scene.metrics.watch(outbox);
      assertThat(scene.gauge("ak.email.outbox.bytes")).isZero();
      outbox.counts(
          () -> {
            entered.countDown();
            await().until(() -> released.getCount() == 0);
            return FakeOutbox.counting(Map.of(), 10, null);
          });
      scene.clock.add(Duration.ofSeconds(5));
      CompletableFuture<Double> held =
          CompletableFuture.supplyAsync(() -> scene.gauge("ak.email.outbox.bytes"));
      await().until(() -> entered.getCount() == 0);

      assertThat(scene.gauge("ak.email.outbox.bytes")).isZero();
      scene.clock.add(Duration.ofSeconds(25));
      assertThat(scene.gauge("ak.email.outbox.bytes")).isNaN();

      released.countDown();
      held.join();
      assertThat(outbox.reads).hasValue(2);
    }
  }
}
