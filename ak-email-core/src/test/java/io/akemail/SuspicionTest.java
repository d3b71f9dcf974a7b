package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusChange;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 3 of the failover semantics, as the watch sees it. */
class SuspicionTest {
  private static final Outcome TAKEN = new Outcome.Accepted("x");
  private static final Outcome FAULT = new Outcome.Unavailable(Origin.LOCAL, "broken off");

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final Rig rig = Rig.of(a, b);

  @BeforeEach
  void bothAnsweredLately() {
    usually(Duration.ZERO);
  }

  /** The usual answer takes so long. */
  private void usually(Duration answerTime) {
    Call call = rig.call(0);
    rig.time.pass(answerTime);
    rig.ends(call, TAKEN);
    rig.time.pass(Duration.ofNanos(1));
  }

  @Test
  void aCallOlderThanAQuarterOfASecondSendsTheNextOnesElsewhereAndIsLeftAlone() {
    Call hung = rig.call(0);
    rig.pass(Duration.ofMillis(249));
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    assertThat(rig.route(0).standing().reason()).isEqualTo(StatusReason.NO_ANSWER);
    assertThat(hung.isCancelled()).isFalse();
    assertThat(rig.tried(Messages.any())).containsExactly("b");
  }

  @Test
  void aProviderThatIsUsuallySlowGetsEightTimesItsUsualTime() {
    usually(Duration.ofMillis(100));
    Call call = rig.call(0);
    rig.pass(Duration.ofMillis(799));
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    rig.ends(call, TAKEN);
  }

  @Test
  void aProviderThatAnsweredNothingLatelyGetsAWholeSecondForItsHandshakes() {
    rig.time.pass(Duration.ofSeconds(31));
    Call call = rig.call(0);
    rig.pass(Duration.ofMillis(999));
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    rig.ends(call, TAKEN);
  }

  /** Else its first fault would put it behind the others for good. */
  @Test
  void withoutACheckSuspicionByFaultEndsAfterASecond() {
    rig.ends(rig.call(0), FAULT);
    rig.pass(Duration.ofMillis(999));
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }

  @Test
  void anIdleProviderThatHadOneFaultNeedsNoMoreLooksWhenItIsNotSuspectAnyMore() {
    rig.ends(rig.call(0), FAULT);
    assertThat(rig.route(0).watch(rig.time.nanos())).as("suspect").isTrue();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.route(0).standing().calm()).as("an acceptance would matter").isFalse();
    assertThat(rig.route(0).watch(rig.time.nanos())).isFalse();
  }

  @Test
  void anAnswerToAnotherCallSinceItBeganIsNoReasonForSuspicion() {
    Call old = rig.call(0);
    rig.time.pass(Duration.ofMillis(200));
    rig.send();

    rig.pass(Duration.ofMillis(100));

    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    rig.ends(old, TAKEN);
  }

  @Test
  void anAnswerToASendEndsSuspicionByAge() {
    Call call = rig.call(0);
    rig.pass(Duration.ofMillis(300));

    rig.ends(call, TAKEN);
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);

    rig.watch();
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
    assertThat(rig.route(0).standing().calm()).isTrue();
  }

  @Test
  void theReachabilityCheckDoesNotEndSuspicionByAge() {
    Call call = rig.call(0);
    rig.pass(Duration.ofMillis(300));

    rig.route(0).checked(true, rig.time.nanos());

    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    rig.ends(call, TAKEN);
  }

  @Test
  void theEndOfTheLastCallWithoutAnAnswerTrips() {
    Call first = rig.call(0);
    Call second = rig.call(0);
    rig.pass(Duration.ofMillis(300));
    rig.ends(first, FAULT);
    rig.watch();
    assertThat(rig.state(0)).as("one is still in flight").isEqualTo(ProviderState.SUSPECT);

    rig.ends(second, FAULT);
    rig.watch();
    assertThat(rig.state(0)).isEqualTo(ProviderState.DOWN);
    assertThat(rig.route(0).standing().reason()).isEqualTo(StatusReason.NO_ANSWER);
  }

  @Test
  void aWholeHangIsNoticedInThreeHundredMillisecondsAndCostsOneProviderOneTimeOut() {
    a.always(
        (message, context) -> {
          for (int i = 0; i < 12; i++) {
            rig.pass(Duration.ofMillis(25));
          }
          assertThat(rig.tried(Messages.any())).containsExactly("b");
          while (!context.isCancelled()) {
            rig.pass(Duration.ofMillis(25));
          }
          return FAULT;
        });

    assertThat(rig.send().provider()).contains(b.id());
    rig.watch();

    assertThat(rig.state(0)).isEqualTo(ProviderState.DOWN);
    assertThat(rig.told().changes()).contains("UP > SUSPECT", "SUSPECT > DOWN");
  }

  @Test
  void suspicionByFaultEndsWithTheReachabilityCheck() {
    rig.ends(rig.call(0), FAULT);
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);

    rig.route(0).checked(true, rig.time.nanos());

    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
  }

  @Test
  void suspicionStartsNoCallAndEndsNone() {
    Call call = rig.call(0);
    rig.pass(Duration.ofSeconds(5));

    assertThat(a.calls() + b.calls()).isZero();
    assertThat(call.isCancelled()).isFalse();
    rig.ends(call, TAKEN);
  }

  /** The watch looks without pause while answers come; none of them must be taken for a hang. */
  @Test
  void anAnswerThatComesTogetherWithTheSuspicionIsNotLost() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread watch =
        Rig.daemon(
            () -> {
              while (!over.get()) {
                rig.watch();
              }
            });
    watch.start();
    for (int i = 0; i < 100_000; i++) {
      Call call = rig.call(0);
      rig.time.pass(Duration.ofMillis(300));
      rig.route(0).ended(call, TAKEN, call.began() + 1_000);
    }
    over.set(true);
    watch.join();
    rig.watch();

    assertThat(rig.route(0).standing().epoch()).as("trips").isZero();
    assertThat(rig.state(0)).isEqualTo(ProviderState.UP);
  }

  /** The watch rests when no place is taken and no timer runs: it must not look in between. */
  @Test
  void aPlaceIsFreeOnlyWhenItsOutcomeIsPublished() {
    rig.ends(rig.call(0), new Outcome.OverLimit(null, Outcome.Limit.RATE, "429"));

    assertThat(rig.told().of(StatusChange.class))
        .singleElement()
        .satisfies(change -> assertThat(change.after().inFlight()).isEqualTo(1));
    assertThat(rig.route(0).bulkhead().inFlight()).isZero();
    assertThat(rig.route(0).watch(rig.time.nanos())).as("a timer runs").isTrue();
  }
}
