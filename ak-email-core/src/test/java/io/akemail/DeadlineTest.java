package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 8 of the failover semantics: how long a send may take, and how often it may try. */
class DeadlineTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final ScriptedProvider c = new ScriptedProvider("c");
  private final List<Duration> given = new ArrayList<>();
  private Rig rig;

  /** Hangs until the watch breaks it off. */
  private Step hang() {
    return (message, context) -> {
      given.add(context.remaining());
      while (!context.isCancelled()) {
        rig.pass(Duration.ofMillis(25));
      }
      return Step.fault().take(message, context);
    };
  }

  private Step slow(Duration span) {
    return (message, context) -> {
      given.add(context.remaining());
      rig.pass(span);
      return Step.fault().take(message, context);
    };
  }

  private Duration spent() {
    return Duration.between(TestTime.START, rig.time.instant());
  }

  @Test
  void aHungProviderIsBrokenOffAfterTheAttemptsTime() {
    a.always(hang());
    rig = Rig.of(a, b);

    assertThat(rig.send().provider()).contains(b.id());
    assertThat(given).containsExactly(Duration.ofSeconds(10));
    assertThat(spent()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aSendEndsWithinItsDeadlineHoweverManyProvidersHang() {
    a.always(hang());
    b.always(hang());
    c.always(hang());
    rig = Rig.of(a, b, c);

    rig.fails(EmailUnavailableException.class, Messages.any());

    assertThat(given).hasSize(3);
    assertThat(spent()).isLessThanOrEqualTo(Duration.ofMillis(30_250));
  }

  @Test
  void anAttemptLeavesFiveSecondsForTheNextProvider() {
    a.always(hang());
    rig = Rig.of(FailoverSettings.builder().attemptTimeout(Duration.ofMinutes(1)), a, b);
    rig.send();

    assertThat(given).containsExactly(Duration.ofSeconds(25));
  }

  @Test
  void anAttemptLeavesAThirdOfAShortDeadlineForTheNextProvider() {
    a.always(hang());
    rig = Rig.of(FailoverSettings.builder().totalDeadline(Duration.ofSeconds(6)), a, b);

    assertThat(rig.send().provider()).contains(b.id());
    assertThat(given).containsExactly(Duration.ofSeconds(4));
  }

  @Test
  void theLastProviderMayUseAllThatIsLeft() {
    a.always(hang());
    rig = Rig.of(FailoverSettings.builder().totalDeadline(Duration.ofSeconds(6)), a);
    rig.fails(EmailUnavailableException.class, Messages.any());

    assertThat(given).containsExactly(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 400, 1_000, 2_000, 3_000, 5_000})
  void aHungProviderLeavesTimeForTheNextWhateverTheDeadline(long millis) {
    a.always(hang());
    rig = Rig.of(FailoverSettings.builder().totalDeadline(Duration.ofMillis(millis)), a, b);

    assertThat(rig.send().provider()).contains(b.id());
  }

  @Test
  void noAttemptBeginsWithLessThanASecond() {
    a.always(slow(Duration.ofMillis(29_001)));
    rig = Rig.of(a, b);

    rig.fails(EmailUnavailableException.class, Messages.any());

    assertThat(b.calls()).isZero();
  }

  @Test
  void anAttemptBeginsWithASecondLeft() {
    a.always(slow(Duration.ofSeconds(29)));
    rig = Rig.of(a, b);

    assertThat(rig.send().provider()).contains(b.id());
  }

  @Test
  void atMostThreeAttemptsAreMade() {
    ScriptedProvider d = new ScriptedProvider("d");
    a.always(Step.fault());
    b.always(Step.fault());
    c.always(Step.fault());
    rig = Rig.of(a, b, c, d);

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b", "c");
  }

  @Test
  void theTimeLeftForAnAttemptIsNeverNegative() {
    a.always(
        (message, context) -> {
          rig.time.pass(Duration.ofHours(1));
          given.add(context.remaining());
          return new Outcome.Accepted("x");
        });
    rig = Rig.of(a);
    rig.send();

    assertThat(given).containsExactly(Duration.ZERO);
  }

  @Test
  void anAttemptThatIsBrokenOffBeforeItWroteIsSurelyNotSent() {
    a.always(
        (message, context) -> {
          rig.pass(Duration.ofSeconds(10));
          assertThat(context.beginWriting()).isFalse();
          return Step.fault().take(message, context);
        });
    rig = Rig.of(a, b);

    Receipt receipt = rig.send(Messages.atMostOnce());

    assertThat(receipt.provider()).contains(b.id());
    assertThat(receipt.attempts()).extracting(Attempt::written).containsExactly(false, true);
  }

  @Test
  void aMessageThatLeftTooLittleTimeSaysNothingOfTheProvider() {
    a.always(
        (message, context) -> {
          context.beginWriting();
          rig.pass(Duration.ofMillis(200));
          return new Outcome.Ambiguous(Origin.LOCAL, "time-out");
        });
    rig = Rig.of(a);
    EmailMessage message =
        Messages.builder().deliverBefore(rig.time.instant().plusMillis(200)).build();

    assertThat(rig.fails(EmailUnavailableException.class, message).possiblyAccepted()).isTrue();
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
  }

  @Test
  void aMessageMustBeDeliveredBeforeItsTime() {
    a.always(slow(Duration.ofSeconds(3)));
    rig = Rig.of(a, b);
    EmailMessage message =
        Messages.builder().deliverBefore(rig.time.instant().plusMillis(3_500)).build();

    rig.fails(EmailUnavailableException.class, message);

    assertThat(given).containsExactly(Duration.ofNanos(2_333_333_334L));
    assertThat(b.calls()).isZero();
  }

  @Test
  void aMessageWithLessThanASecondToItsTimeIsTriedOnce() {
    a.always(Step.fault());
    rig = Rig.of(a, b);
    EmailMessage message =
        Messages.builder().deliverBefore(rig.time.instant().plusMillis(300)).build();

    assertThat(rig.tried(message)).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01T12:00:00Z", "1970-01-01T00:00:00Z"})
  void aMessageWhoseTimeIsOverIsTheCallersFault(Instant past) {
    rig = Rig.of(a);
    EmailMessage message = Messages.builder().deliverBefore(past).build();

    EmailRejectedException failure = rig.fails(EmailRejectedException.class, message);

    assertThat(failure.problems()).singleElement().hasToString("deliverBefore: is in the past");
    assertThat(a.calls()).isZero();
  }

  @Test
  void aTimeInThousandsOfYearsIsNoLimit() {
    a.always(hang());
    rig = Rig.of(a, b);
    rig.send(Messages.builder().deliverBefore(Instant.parse("9999-12-31T00:00:00Z")).build());

    assertThat(given).containsExactly(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 12_000_000_000L, Long.MIN_VALUE, -1})
  void aSendIsTheSameWhereverTimeBegins(long origin) {
    a.always(hang());
    b.always(hang());
    rig = Rig.at(new TestTime(origin), a, b, c);

    Receipt receipt = rig.send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b", "c");
    assertThat(receipt.attempts().get(0).duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(given).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }
}
