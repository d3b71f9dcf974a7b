package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.rules.Standing.Offer;
import io.akemail.spi.SendContext;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A provider that was down is tried with one real message, and never with two at once. */
class ProbeTest {
  private static final Duration DEAD = Duration.ofSeconds(5);

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  private Rig offering() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.pass(DEAD);
    assertThat(rig.route(0).standing().offer()).isEqualTo(Offer.PROBE);
    return rig;
  }

  @Test
  void exactlyOneOfSixtyFourThreadsMakesTheProbe() throws Exception {
    int threads = 64;
    CountDownLatch others = new CountDownLatch(threads - 1);
    a.then(
        (message, context) -> {
          Rig.await(others); // all others have been accepted elsewhere while the probe is out
          return Step.accept().take(message, context);
        });
    Rig rig = offering();
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<String>> sends = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      sends.add(
          pool.submit(
              () -> {
                start.await();
                String provider = rig.send().provider().orElseThrow().value();
                others.countDown();
                return provider;
              }));
    }
    List<String> providers = new ArrayList<>();
    for (Future<String> send : sends) {
      providers.add(send.get());
    }
    pool.shutdown();

    assertThat(providers).filteredOn("a"::equals).hasSize(1);
    assertThat(a.calls()).isEqualTo(1);
    assertThat(rig.state(0)).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aProbeUsesAFreshConnectionAndOtherCallsDoNot() {
    Rig rig = offering();
    rig.send();
    b.always(Step.fault());
    rig.send();

    assertThat(a.contexts).extracting(SendContext::freshConnection).containsExactly(true, false);
  }

  @Test
  void aFailedProbeCostsItsMessageNothingButTime() {
    a.always(Step.fault());
    Rig rig = offering();

    Receipt receipt = rig.send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("a", "b");
    assertThat(rig.state(0)).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void atMostOnceAMessageIsNoProbeAtAProviderThatIsNotIdempotent() {
    Rig rig = offering();

    assertThat(rig.tried(Messages.atMostOnce())).containsExactly("b");
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }

  @Test
  void atMostOnceAMessageIsAProbeAtAnIdempotentProvider() {
    a.idempotent();
    Rig rig = offering();

    assertThat(rig.tried(Messages.atMostOnce())).containsExactly("a");
  }

  @Test
  void afterFiveSecondsWithoutABetterOneAnyMessageIsAProbe() {
    Rig rig = offering();
    rig.pass(Duration.ofMillis(4999));
    assertThat(rig.tried(Messages.atMostOnce())).containsExactly("b");

    rig.pass(Duration.ofMillis(1));
    assertThat(rig.tried(Messages.atMostOnce())).containsExactly("a");
  }

  @Test
  void aMessageInAHurryIsNoProbe() {
    Rig rig = offering();
    EmailMessage hurried =
        Messages.builder().deliverBefore(rig.time.instant().plusSeconds(14)).build();
    EmailMessage patient =
        Messages.builder().deliverBefore(rig.time.instant().plusSeconds(15)).build();

    assertThat(rig.tried(hurried)).containsExactly("b");
    assertThat(rig.tried(patient)).containsExactly("a");
  }

  @Test
  void aMessageProbesOneProviderOnlyWhileAnotherWorks() {
    ScriptedProvider c = new ScriptedProvider("c");
    ScriptedProvider d = new ScriptedProvider("d");
    a.always(Step.fault());
    b.always(Step.fault());
    c.always(Step.fault());
    Rig rig = Rig.of(a, b, c, d);
    rig.trip(0);
    rig.trip(1);
    rig.trip(2);
    rig.pass(DEAD);

    assertThat(rig.tried(Messages.any())).containsExactly("a", "d");
    assertThat(rig.tried(Messages.any())).containsExactly("b", "d");
    assertThat(rig.tried(Messages.any())).containsExactly("c", "d");
  }

  @Test
  void theLastAttemptOfASendIsNoProbeWhileAnotherProviderWorks() {
    Rig rig = Rig.of(FailoverSettings.builder().maxAttempts(1), a, b);
    rig.trip(0);
    rig.pass(DEAD);
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    rig.trip(1);
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }

  @Test
  void withoutAnyOtherProviderAllProbesAreMade() {
    a.always(Step.fault());
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.trip(1);
    rig.pass(DEAD);

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b");
    assertThat(rig.state(1)).isEqualTo(ProviderState.RAMPING);
  }

  @Test
  void aProbeThatFindsNoFreePlaceIsOfferedAgain() {
    Rig rig = Rig.of(FailoverSettings.builder().maxInFlight(1), a, b);
    rig.trip(0);
    Call stuck = rig.call(0);
    rig.pass(DEAD);

    assertThat(rig.tried(Messages.any())).containsExactly("b");
    assertThat(rig.route(0).standing().offer()).isEqualTo(Offer.PROBE);

    stuck.slot().release();
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }

  @Test
  void aProbeWhoseCallerWentAwayIsOfferedAgain() {
    a.then(
        (message, context) -> {
          ((Call) context).leave();
          return Step.fault().take(message, context);
        });
    Rig rig = offering();

    rig.fails(EmailCancelledException.class, Messages.any());

    assertThat(rig.route(0).standing().offer()).isEqualTo(Offer.PROBE);
  }

  @Test
  void aProbeThatNeverEndsIsOfferedAgainWhenItsLeaseIsOver() {
    Rig[] rig = new Rig[1];
    a.then(
        (message, context) -> {
          rig[0].pass(Duration.ofSeconds(12));
          assertThat(rig[0].route(0).standing().offer()).isEqualTo(Offer.PROBE);
          return Step.accept().take(message, context);
        });
    rig[0] = offering();

    rig[0].send();

    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void withACheckTheProbeIsOfferedAtOnceWhenItAnswers() {
    a.check(timeout -> true);
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.pass(Duration.ofMinutes(10));
    assertThat(rig.tried(Messages.any())).containsExactly("b");

    rig.route(0).checked(true, rig.time.nanos());
    assertThat(rig.tried(Messages.any())).containsExactly("a");
  }
}
