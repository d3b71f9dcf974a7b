package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Doubt;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deliveries out of the outbox: what is told before each attempt, and who is asked first. */
class ErrandTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId B = ProviderId.of("b");

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b =
      new ScriptedProvider("b").idempotent().remembering(Duration.ofHours(24));
  private final Rig rig = Rig.of(a, b);
  private final EmailMessage atMostOnce = Messages.atMostOnce();

  /** Notes what is told, and allows so many attempts. */
  private record Told(List<Doubt> doubts, List<String> marks, int allowed) implements Errand {
    Told(Doubt... doubts) {
      this(List.of(doubts), new ArrayList<>(), Integer.MAX_VALUE);
    }

    @Override
    public boolean begins(ProviderId provider, int number, List<Doubt> now) {
      marks.add(
          number + " " + provider + " " + now.stream().map(d -> d.provider().value()).toList());
      return marks.size() <= allowed;
    }
  }

  private Delivery deliver(EmailMessage message, Told told) {
    return rig.run(new Delivery(rig.engine, message, rig.strategy, told), message);
  }

  private static Doubt doubt(ProviderId provider, Duration age) {
    return new Doubt(provider, age);
  }

  @Test
  void everyAttemptIsToldBeforeItIsMadeWithTheDoubtsSoFar() {
    a.then(Step.lost());
    Told told = new Told();
    Delivery delivery = deliver(Messages.any(), told);

    assertThat(told.marks()).containsExactly("1 a []", "2 b [a]");
    assertThat(delivery.receipt()).isNotNull();
    assertThat(delivery.receipt().possibleDuplicate()).isTrue();
  }

  @Test
  void anAttemptThatCannotBeNotedIsNotMadeNorAnyOther() {
    Told told = new Told(List.of(), new ArrayList<>(), 0);
    Delivery delivery = deliver(Messages.any(), told);

    assertThat(told.marks()).containsExactly("1 a []");
    assertThat(a.calls() + b.calls()).isZero();
    assertThat(delivery.receipt()).isNull();
    assertThat(delivery.attempts()).isEmpty();
    assertThat(rig.route(0).bulkhead().isEmpty()).isTrue();
  }

  @Test
  void whereTheKeyIsRememberedTheSameProviderIsAskedFirst() {
    Delivery delivery =
        deliver(Messages.any(), new Told(doubt(B, Duration.ofHours(22)))); // a is first otherwise

    assertThat(Rig.tried(delivery.attempts())).containsExactly("b");
    assertThat(delivery.attempts().get(0).purpose()).isEqualTo(Attempt.Purpose.RESOLVE);
    assertThat(delivery.receipt().possibleDuplicate()).isTrue(); // it did not say: seen before
  }

  @Test
  void aReplayedAcceptanceEndsTheDoubt() {
    b.always(Step.replayed());
    Delivery delivery = deliver(Messages.any(), new Told(doubt(B, Duration.ofMinutes(1))));

    assertThat(delivery.receipt().possibleDuplicate()).isFalse();
  }

  @Test
  void aKeyThatMayBeForgottenWithinTheHourIsNotReliedOn() {
    Delivery delivery = deliver(Messages.any(), new Told(doubt(B, Duration.ofHours(23))));

    assertThat(Rig.tried(delivery.attempts())).containsExactly("a");
    assertThat(delivery.receipt().possibleDuplicate()).isTrue();
  }

  @Test
  void inDoubtAtMostOnceOnlyTheResolvingAttemptIsMade() {
    b.always(Step.fault());
    Delivery delivery = deliver(atMostOnce, new Told(doubt(B, Duration.ofMinutes(1))));

    assertThat(Rig.tried(delivery.attempts())).containsExactly("b");
    assertThat(delivery.failure()).isInstanceOf(DeliveryUnknownException.class);
    assertThat(delivery.canBeResolvedIn(Duration.ofHours(1))).isTrue();
    assertThat(delivery.canBeResolvedIn(Duration.ofHours(24))).isFalse();
  }

  @Test
  void inDoubtAtMostOnceWithoutAKeyNobodyIsAsked() {
    Delivery delivery = deliver(atMostOnce, new Told(doubt(A, Duration.ofMinutes(1))));

    assertThat(delivery.attempts()).isEmpty();
    assertThat(delivery.failure()).isInstanceOf(DeliveryUnknownException.class);
    assertThat(delivery.canBeResolvedIn(Duration.ZERO)).isFalse();
  }

  @Test
  void aProviderThatIsDownIsNotAskedToResolve() {
    rig.trip(1);
    Delivery delivery = deliver(Messages.any(), new Told(doubt(B, Duration.ofMinutes(1))));

    assertThat(Rig.tried(delivery.attempts())).containsExactly("a");
  }

  @Test
  void aRejectionByTheProviderInDoubtEndsTheDoubtThere() {
    b.always(Step.reject());
    Delivery delivery = deliver(atMostOnce, new Told(doubt(B, Duration.ofMinutes(1))));

    assertThat(delivery.failure()).isInstanceOf(EmailRejectedException.class);
    assertThat(delivery.doubts()).isEmpty();
  }

  @Test
  void aMessageThatCanWaitTakesNoLastResort() {
    rig.trip(0);
    rig.trip(1);
    Delivery delivery = deliver(Messages.any(), new Told());

    assertThat(delivery.attempts()).isEmpty();
  }

  @Test
  void aDoubtKeepsTheAgeThatItHadWhenItArose() {
    a.then(Step.lost());
    Delivery delivery =
        deliver(Messages.any(), new Told(doubt(A, Duration.ofHours(2)), doubt(B, Duration.ZERO)));
    rig.time.pass(Duration.ofSeconds(9));

    assertThat(delivery.doubts())
        .containsExactly(
            doubt(A, Duration.ofHours(2).plusSeconds(9)), doubt(B, Duration.ofSeconds(9)));
  }
}
