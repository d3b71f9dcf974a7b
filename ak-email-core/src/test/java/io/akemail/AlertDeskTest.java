package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.akemail.Alert.Kind;
import io.akemail.Alert.Phase;
import io.akemail.internal.LogLines;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxState;
import io.akemail.rules.OperatorVerdict;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alerts as people are told them: when, how often, in which words. */
class AlertDeskTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  private static List<String> told(Rig rig) {
    return rig.told().of(Alert.class).stream()
        .map(
            alert ->
                alert.phase()
                    + " "
                    + alert.kind()
                    + alert.provider().map(id -> " " + id).orElse(""))
        .toList();
  }

  private static List<String> texts(Rig rig) {
    return rig.told().of(Alert.class).stream().map(Alert::text).toList();
  }

  /** Time passes second by second, and a watch that is awake looks. */
  private static void pass(Rig rig, int seconds) {
    for (int i = 0; i < seconds; i++) {
      rig.pass(SECOND);
    }
  }

  /** A rate limit keeps a provider out without any timer of chance. */
  private static void overLimit(Rig rig, int index, int seconds) {
    rig.ends(
        rig.call(index),
        new Outcome.OverLimit(Duration.ofSeconds(seconds), Outcome.Limit.RATE, "429"));
  }

  private static OutboxCounts counts(long waiting, Duration oldest) {
    return new OutboxCounts(Map.of(OutboxState.WAITING, waiting), 0, oldest, 1_000, 1_000_000);
  }

  @Test
  void mailOnTheBackupIsToldAfterAMinuteAndWhenItIsOver() {
    Rig rig = Rig.of(a, b);
    overLimit(rig, 0, 100);
    pass(rig, 59);
    assertThat(told(rig)).isEmpty();

    pass(rig, 1);
    assertThat(told(rig)).containsExactly("RAISED ON_BACKUP a");
    assertThat(texts(rig))
        .containsExactly(
            "Provider a has been out of use since 2026-03-01T12:00:00Z (60 s):"
                + " OVER_LIMIT (LIMIT, 40 s left), 429. Mail goes through the others:"
                + " a is OVER_LIMIT (LIMIT, 40 s left), b is UP (HEALTHY).");

    pass(rig, 40);
    assertThat(told(rig)).containsExactly("RAISED ON_BACKUP a", "OVER ON_BACKUP a");
    assertThat(texts(rig)).last().isEqualTo("Provider a is used again. It was so for 100 s.");
  }

  @Test
  void anOutageOfAllIsToldAfterFiveSecondsAndWhenOneIsUsableAgain() {
    Rig rig = Rig.of(a, b);
    overLimit(rig, 0, 100);
    overLimit(rig, 1, 20);
    pass(rig, 4);
    assertThat(told(rig)).isEmpty();

    pass(rig, 1);
    assertThat(told(rig)).containsExactly("RAISED ALL_PROVIDERS_DOWN");
    assertThat(texts(rig))
        .containsExactly(
            "No provider can be used since 2026-03-01T12:00:00Z (5 s):"
                + " a is OVER_LIMIT (LIMIT, 95 s left), b is OVER_LIMIT (LIMIT, 15 s left)."
                + " Mail is refused, but for a last try now and then.");

    pass(rig, 15);
    assertThat(told(rig)).containsExactly("RAISED ALL_PROVIDERS_DOWN", "OVER ALL_PROVIDERS_DOWN");
    assertThat(texts(rig)).last().asString().endsWith("It was so for 20 s.");
  }

  @Test
  void anOutageOfAllTellsHowManyMessagesWaitAndIsNotToldAsAStuckOutbox() {
    Rig rig = Rig.of(a);
    overLimit(rig, 0, 3_600);
    rig.engine.alerts().look(Optional.of(counts(1, Duration.ofSeconds(1))));
    for (int i = 0; i < 240; i++) {
      rig.pass(Duration.ofSeconds(5));
      rig.engine.alerts().look(Optional.of(counts(10L * i, Duration.ofSeconds(5L * i))));
    }

    assertThat(told(rig)).containsExactly("RAISED ALL_PROVIDERS_DOWN", "RAISED OUTBOX_FILLING");
    assertThat(texts(rig))
        .first()
        .asString()
        .endsWith(
            "Mail waits in the outbox: 0 % of its limits, 1 message waits, the oldest for 1 s.");
  }

  @Test
  void anOutboxThatFillsIsTold() {
    Rig rig = Rig.of(a);
    rig.engine.alerts().look(Optional.of(counts(800, Duration.ofMinutes(3))));
    rig.engine.alerts().look(Optional.empty());
    rig.engine.alerts().look(Optional.of(counts(599, Duration.ofMinutes(3))));

    assertThat(told(rig)).containsExactly("RAISED OUTBOX_FILLING", "OVER OUTBOX_FILLING");
    assertThat(texts(rig))
        .first()
        .isEqualTo(
            "The outbox is filling: 80 % of its limits, 800 messages wait, the oldest for 3 min."
                + " Beyond its limits mail is refused. a is UP (HEALTHY).");
  }

  @Test
  void anOutboxThatFailsForTenSecondsIsToldAndThatItWorksAgain() {
    Rig rig = Rig.of(a);
    for (int i = 0; i < 30; i++) {
      rig.engine.alerts().outboxFails("it cannot be claimed from: the disk is full");
      rig.pass(SECOND);
    }
    rig.engine.alerts().outboxWorks();
    rig.engine.alerts().outboxWorks();

    assertThat(told(rig)).containsExactly("RAISED OUTBOX_STUCK", "OVER OUTBOX_STUCK");
    assertThat(texts(rig))
        .first()
        .isEqualTo(
            "The outbox has not worked since 2026-03-01T12:00:00Z (10 s): it cannot be claimed"
                + " from: the disk is full. What is in it stays there and is not sent until it"
                + " works.");
  }

  @Test
  void mailThatWaitsThoughProvidersCanBeUsedIsTold() {
    Rig rig = Rig.of(a);
    rig.pass(Duration.ofMinutes(20));
    rig.engine.alerts().outboxFails("a hiccup");
    rig.engine.alerts().look(Optional.of(counts(2, Duration.ofMinutes(11))));

    assertThat(told(rig)).containsExactly("RAISED OUTBOX_STUCK");
    assertThat(texts(rig))
        .first()
        .asString()
        .startsWith("Mail waits in the outbox since 2026-03-01T12:09:00Z (11 min) though");
  }

  @Test
  void whatAnOperatorTookOutIsToldOnlyIfNothingIsLeft() {
    Rig rig = Rig.of(a, b);
    rig.route(0).operatorSays(OperatorVerdict.DISABLED, Optional.empty());
    pass(rig, 300);
    assertThat(told(rig)).isEmpty();

    rig.route(1).operatorSays(OperatorVerdict.DRAINING, Optional.empty());
    pass(rig, 5);
    assertThat(told(rig)).containsExactly("RAISED ALL_PROVIDERS_DOWN");
  }

  @Test
  void theWatchIsBusyOnlyWhileATimerRuns() {
    Rig rig = Rig.of(a);
    assertThat(rig.engine.alerts().watch()).isFalse();

    rig.route(0).operatorSays(OperatorVerdict.DISABLED, Optional.empty());
    assertThat(rig.engine.alerts().watch()).isTrue();

    pass(rig, 5);
    assertThat(rig.engine.alerts().watch()).isFalse();
    assertThat(told(rig)).hasSize(1);
  }

  @Test
  void anIdleProviderThatWaitsForAMessageToBeTriedWithPagesNobody() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    pass(rig, 3_600);
    assertThat(told(rig)).isEmpty();

    a.always(Step.fault());
    rig.send();
    assertThat(told(rig)).as("the message was lost on it").containsExactly("RAISED ON_BACKUP a");
  }

  @Test
  void theLogTellsBeginningsAsErrorsAndEndsToo() {
    try (LogLines log = new LogLines(FailoverSender.class)) {
      Rig rig = Rig.of(a, b);
      overLimit(rig, 0, 100);
      pass(rig, 101);

      assertThat(log.shown())
          .anyMatch(line -> line.startsWith("Provider a has been out of use since"))
          .contains("Provider a is used again. It was so for 100 s.");
      assertThat(rig.told().of(Alert.class))
          .extracting(Alert::kind, Alert::phase)
          .containsExactly(tuple(Kind.ON_BACKUP, Phase.RAISED), tuple(Kind.ON_BACKUP, Phase.OVER));
    }
  }
}
