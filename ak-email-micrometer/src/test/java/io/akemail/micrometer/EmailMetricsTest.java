package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.akemail.Alert;
import io.akemail.EmailCancelledException;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted when a sender sends. */
class EmailMetricsTest {
  private static final String ATTEMPTS = "ak.email.attempts";
  private static final String SENDS = "ak.email.sends";
  private static final String FAILOVERS = "ak.email.failovers";
  private static final String PROBES = "ak.email.provider.probes";
  private static final String TRIPS = "ak.email.provider.trips";

  @Test
  void anAcceptedMessageIsOneSendAndOneAttemptInItsTurn() {
    try (Scene scene = new Scene()) {
      scene.send();

      scene.counts(1, SENDS, "result", "accepted", "possible.duplicate", "false");
      scene.counts(1, ATTEMPTS, "provider", "a", "outcome", "accepted", "purpose", "turn");
      scene.counts(1, SENDS);
      scene.counts(0, FAILOVERS);
    }
  }

  @Test
  void theTimeOfAnAttemptIsMeasured() {
    try (Scene scene = new Scene()) {
      scene.send();
      scene.counts(1, ATTEMPTS);

      assertThat(scene.registry.get(ATTEMPTS).timer().totalTime(TimeUnit.SECONDS))
          .isPositive()
          .isLessThan(30);
    }
  }

  @Test
  void aFailoverNamesWhoFailedWhoTookOverAndWhy() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.OVER_LIMIT);
      scene.send();

      scene.counts(1, FAILOVERS, "from", "a", "to", "b", "reason", "over_limit");
      scene.counts(1, FAILOVERS);
      scene.counts(1, ATTEMPTS, "provider", "a", "outcome", "over_limit");
      scene.counts(1, ATTEMPTS, "provider", "b", "outcome", "accepted");
      scene.counts(1, SENDS, "result", "accepted");
    }
  }

  @Test
  void aSecondCopyThatMayExistIsFlagged() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.LOST);
      scene.send();

      scene.counts(1, SENDS, "result", "accepted", "possible.duplicate", "true");
      scene.counts(1, FAILOVERS, "reason", "ambiguous");
    }
  }

  @Test
  void askingTheSameProviderAgainIsAnAttemptToResolveAndNoFailover() {
    try (Scene scene = new Scene((a, builder) -> a.idempotent())) {
      scene.a.answers(FakeProvider.LOST);
      scene.send();

      scene.counts(1, ATTEMPTS, "provider", "a", "purpose", "turn", "outcome", "ambiguous");
      scene.counts(1, ATTEMPTS, "provider", "a", "purpose", "resolve", "outcome", "ambiguous");
      scene.counts(1, FAILOVERS, "from", "a", "to", "b");
      scene.counts(1, FAILOVERS);
    }
  }

  @Test
  void aRejectedMessageIsNoFailover() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.REJECTED);
      scene.send();

      scene.counts(1, SENDS, "result", "rejected");
      scene.counts(1, ATTEMPTS, "outcome", "rejected");
      scene.counts(0, FAILOVERS);
    }
  }

  @Test
  void aMessageThatMayHaveBeenAcceptedAndMustNotBeTriedAgainIsUnknown() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.LOST);
      Mails.send(scene.sender, Mails.atMostOnce());

      scene.counts(1, SENDS, "result", "unknown", "possible.duplicate", "true");
      scene.counts(0, FAILOVERS);
    }
  }

  @Test
  void aMessageThatNobodyTookIsUnavailable() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.DOWN);
      scene.b.answers(FakeProvider.LOST);
      scene.send();

      scene.counts(1, SENDS, "result", "unavailable", "possible.duplicate", "true");
      scene.counts(1, FAILOVERS, "from", "a", "to", "b", "reason", "unavailable");
    }
  }

  @Test
  void aSendOfAnInterruptedCallerIsCancelled() {
    try (Scene scene = new Scene()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> scene.sender.send(Mails.any()))
          .isInstanceOf(EmailCancelledException.class);
      assertThat(Thread.interrupted()).isTrue();

      scene.counts(1, SENDS, "result", "cancelled");
      scene.counts(0, ATTEMPTS);
    }
  }

  @Test
  void aMessagePutIntoTheOutboxIsQueued() {
    try (Scene scene = new Scene((a, builder) -> builder.outbox(new FakeOutbox()))) {
      scene.sender.enqueue(Mails.any());

      scene.counts(1, SENDS, "result", "queued", "possible.duplicate", "false");
      scene.counts(1, SENDS);
    }
  }

  @Test
  void aQueuedMessageCountsAgainWhenItIsAcceptedOutOfTheOutbox() {
    try (Scene scene = new Scene((a, builder) -> builder.outbox(new FakeOutbox().serving()))) {
      scene.sender.enqueue(Mails.any());

      scene.counts(1, SENDS, "result", "accepted");
      scene.counts(1, SENDS, "result", "queued");
      scene.counts(1, ATTEMPTS, "provider", "a", "outcome", "accepted");
    }
  }

  @Test
  void whatTakesAProviderDownIsOneTripAndAFailedProbeIsNone() {
    try (Scene scene = new Scene((a, builder) -> builder.settings(Scene.impatient()))) {
      scene.a.answers(FakeProvider.DOWN);
      scene.send();
      scene.counts(1, TRIPS, "provider", "a", "reason", "faults");

      sendUntil(scene, PROBES, "failed");
      scene.counts(1, TRIPS);
      assertThat(scene.count(ATTEMPTS, "purpose", "probe", "outcome", "unavailable")).isPositive();

      scene.a.answers(FakeProvider.ACCEPTED);
      sendUntil(scene, PROBES, "passed");
      scene.counts(1, PROBES, "provider", "a", "result", "passed");
    }
  }

  private static void sendUntil(Scene scene, String name, String result) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              scene.send();
              return scene.count(name, "result", result) > 0;
            });
  }

  @Test
  void aProviderThatIsTakenBackIntoUseWhileItIsDownDoesNotTripAgain() {
    try (Scene scene = new Scene((a, builder) -> builder.settings(Scene.brittle().build()))) {
      scene.a.answers(FakeProvider.DOWN);
      scene.send();
      scene.counts(1, TRIPS);

      scene.sender.disable(ProviderId.of("a"));
      scene.sender.release(ProviderId.of("a"));
      scene.sender.forceUp(ProviderId.of("a"), Duration.ofHours(1));
      scene.sender.release(ProviderId.of("a"));
      scene.a.answers(FakeProvider.ACCEPTED);
      scene.b.answers(FakeProvider.REJECTED);
      scene.send();

      scene.counts(1, SENDS, "result", "rejected"); // told after all of the above
      scene.counts(1, TRIPS);
    }
  }

  @Test
  void whenAllAreDownAnAttemptIsALastResort() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.DOWN);
      scene.b.answers(FakeProvider.DOWN);
      for (int i = 0; i < 4; i++) {
        scene.send();
      }

      await()
          .untilAsserted(
              () -> assertThat(scene.count(ATTEMPTS, "purpose", "last_resort")).isPositive());
    }
  }

  @Test
  void alertsAreCountedByKindAndPhase() {
    try (Scene scene = new Scene()) {
      scene.a.answers(FakeProvider.BAD_KEY);
      scene.send();
      scene.counts(1, "ak.email.alerts", "kind", "credential_refused", "phase", "raised");

      scene.metrics.alert(
          new Alert(
              Alert.Kind.ALL_PROVIDERS_DOWN, Alert.Phase.OVER, Optional.empty(), "One is back."));
      scene.counts(1, "ak.email.alerts", "kind", "all_providers_down", "phase", "over");
    }
  }

  @Test
  void countersThatMatterStandAtZeroBeforeAnythingHappens() {
    try (Scene scene = new Scene()) {
      assertThat(scene.registry.find(SENDS).counters()).hasSize(12);
      assertThat(scene.registry.find("ak.email.alerts").counters())
          .hasSize(2 * Alert.Kind.values().length);
      assertThat(scene.registry.find(FAILOVERS).counters()).hasSize(2 * 5);
      assertThat(scene.registry.find(TRIPS).counters()).hasSize(2 * 4);
      assertThat(scene.registry.find(PROBES).counters()).hasSize(2 * 4);
      assertThat(scene.registry.find(ATTEMPTS).timers()).isEmpty();
    }
  }
}
