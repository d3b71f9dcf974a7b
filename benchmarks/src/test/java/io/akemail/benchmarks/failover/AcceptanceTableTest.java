package io.akemail.benchmarks.failover;

import static io.akemail.message.DeliveryGuarantee.AT_LEAST_ONCE;
import static io.akemail.message.DeliveryGuarantee.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.Alert;
import io.akemail.Attempt;
import io.akemail.DeliveryUnknownException;
import io.akemail.EmailRejectedException;
import io.akemail.FailoverSettings;
import io.akemail.Receipt;
import io.akemail.SendListener;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Outcome.Kind;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.testkit.Behaviour;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Provider A misbehaves in each way, B is healthy: the right answer to each, over real sockets. */
class AcceptanceTableTest {
  private static final ProviderId B = ProviderId.of("sparkpost");
  private static final Duration SHORT = Duration.ofMillis(700);

  private final AtomicInteger number = new AtomicInteger();
  private final BlockingQueue<Alert> alerts = new LinkedBlockingQueue<>();
  private final Rig rig =
      new Rig(
          FailoverSettings.builder().attemptTimeout(SHORT).credentialRetry(SHORT).build(),
          new SendListener() {
            @Override
            public void alert(Alert alert) {
              alerts.add(alert);
            }
          });

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aRefusedConnectionSendsTheMailThroughBAtOnce() {
    rig.a.behave(Behaviour.refusingConnections());
    assertTakenByB(Kind.UNAVAILABLE);
    assertUsedAgainAfterHealing();
  }

  @Test
  void aResetConnectionSendsTheMailThroughBAndSaysThatACopyMayExist() {
    rig.a.behave(Behaviour.resettingConnections());
    Receipt receipt = send(mail(AT_LEAST_ONCE));
    assertThat(receipt.provider()).contains(B);
    assertThat(receipt.possibleDuplicate()).isTrue();
    assertUsedAgainAfterHealing();
  }

  @Test
  void anAnswer400GoesBackToTheCallerAndAStaysUp() {
    EmailMessage bad = mail(AT_LEAST_ONCE);
    rig.a.behave(
        Behaviour.rejecting(
            mail -> mail.messageId().equals(bad.id().value()), "personalizations.0.to"));
    assertThatThrownBy(() -> rig.sender.send(bad)).isInstanceOf(EmailRejectedException.class);
    assertThat(rig.copies(bad)).isZero();
    assertThat(rig.b.counts().sendCalls()).isZero();
    assertThat(statusOfA().state()).isEqualTo(ProviderState.UP);
    assertThat(send(mail(AT_LEAST_ONCE)).provider()).contains(Figures.A);
  }

  @Test
  void anAnswer401SendsTheMailThroughBAndAlertsAPersonOnce() throws InterruptedException {
    rig.a.behave(Behaviour.refusingKey());
    assertTakenByB(Kind.MISCONFIGURED);
    assertThat(send(mail(AT_LEAST_ONCE)).attempts()).hasSize(1);
    assertThat(statusOfA().state()).isEqualTo(ProviderState.MISCONFIGURED);
    Alert alert = alerts.poll(5, TimeUnit.SECONDS);
    assertThat(alert).isNotNull();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.CREDENTIAL_REFUSED);
    assertThat(alert.provider()).contains(Figures.A);
    assertUsedAgainAfterHealing();
    assertThat(alerts).isEmpty();
  }

  @Test
  void anAnswer429SendsTheMailThroughBAndAIsLeftAloneForTheToldTime() {
    rig.a.behave(Behaviour.rateLimited(Duration.ofSeconds(30)));
    assertTakenByB(Kind.OVER_LIMIT);
    rig.a.heal();
    int before = rig.a.counts().sendCalls();
    for (int i = 0; i < 50; i++) {
      assertThat(send(mail(AT_LEAST_ONCE)).provider()).contains(B);
    }
    assertThat(rig.a.counts().sendCalls()).isEqualTo(before);
    ProviderStatus status = statusOfA();
    assertThat(status.state()).isEqualTo(ProviderState.OVER_LIMIT);
    assertThat(status.timer().orElseThrow())
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
  }

  @Test
  void afterTheToldTimeAIsUsedAgain() {
    rig.a.behave(Behaviour.rateLimited(Duration.ofSeconds(2)));
    assertTakenByB(Kind.OVER_LIMIT);
    assertUsedAgainAfterHealing();
  }

  @Test
  void anAnswer503SendsTheMailThroughBAtOnce() {
    rig.a.behave(Behaviour.unavailable());
    assertTakenByB(Kind.UNAVAILABLE);
    assertUsedAgainAfterHealing();
  }

  /** Ways in which A takes the mail and its answer is lost. */
  enum Lost {
    ANSWERED_504(Behaviour.acceptingThen504()),
    HANGS(Behaviour.acceptingThenHanging()),
    RESETS(Behaviour.acceptingThenReset());

    @SuppressWarnings("ImmutableEnumChecker") // immutable, though its predicate cannot show it
    private final Behaviour behaviour;

    Lost(Behaviour behaviour) {
      this.behaviour = behaviour;
    }
  }

  @ParameterizedTest
  @EnumSource(Lost.class)
  void aLostAnswerUnderAtLeastOnceGivesAFlaggedSecondCopy(Lost way) {
    rig.a.behave(way.behaviour);
    EmailMessage message = mail(AT_LEAST_ONCE);
    Receipt receipt = send(message);
    assertThat(receipt.provider()).contains(B);
    assertThat(receipt.possibleDuplicate()).isTrue();
    assertThat(receipt.attempts().get(0).outcome().kind()).isEqualTo(Kind.AMBIGUOUS);
    assertThat(rig.copies(message)).isEqualTo(2);
    assertThat(rig.a.copies(message.id().value())).isEqualTo(1);
    assertUsedAgainAfterHealing();
  }

  @ParameterizedTest
  @EnumSource(Lost.class)
  void aLostAnswerUnderAtMostOnceIsSaidAndNothingIsSentAgain(Lost way) {
    rig.a.behave(way.behaviour);
    EmailMessage message = mail(AT_MOST_ONCE);
    assertThatThrownBy(() -> rig.sender.send(message))
        .isInstanceOfSatisfying(
            DeliveryUnknownException.class,
            failure -> assertThat(failure.possiblyAccepted()).isTrue());
    assertThat(rig.copies(message)).isEqualTo(1);
    assertThat(rig.b.counts().sendCalls()).isZero();
    assertUsedAgainAfterHealing();
  }

  @Test
  void aSlowAnswerIsWaitedForAndMakesNoSecondCopy() {
    rig.a.behave(Behaviour.slow(Duration.ofMillis(400)));
    EmailMessage message = mail(AT_LEAST_ONCE);
    Receipt receipt = send(message);
    assertThat(receipt.provider()).contains(Figures.A);
    assertThat(receipt.possibleDuplicate()).isFalse();
    assertThat(rig.copies(message)).isEqualTo(1);
    assertUsedAgainAfterHealing();
  }

  @Test
  void aWebPageWithStatus200IsNoAcceptance() {
    rig.a.behave(Behaviour.answeringHtml());
    EmailMessage message = mail(AT_LEAST_ONCE);
    Receipt receipt = send(message);
    assertThat(receipt.provider()).contains(B);
    assertThat(receipt.possibleDuplicate()).isTrue();
    assertThat(rig.copies(message)).isEqualTo(1);
    assertUsedAgainAfterHealing();
  }

  private void assertTakenByB(Kind atA) {
    EmailMessage message = mail(AT_LEAST_ONCE);
    Receipt receipt = send(message);
    assertThat(receipt.provider()).contains(B);
    assertThat(receipt.possibleDuplicate()).isFalse();
    assertThat(receipt.attempts()).extracting(Attempt::provider).containsExactly(Figures.A, B);
    assertThat(receipt.attempts().get(0).outcome().kind()).isEqualTo(atA);
    assertThat(rig.copies(message)).isEqualTo(1);
  }

  /**
   * Mails go on; none of them may fail, and A must get one of them within a probe interval: the
   * first dead period of at most 5 s and the pace of the checks, with room for a busy machine.
   */
  private void assertUsedAgainAfterHealing() {
    rig.a.heal();
    long deadline = System.nanoTime() + Duration.ofSeconds(9).toNanos();
    ProviderId provider = B;
    while (!provider.equals(Figures.A) && System.nanoTime() - deadline < 0) {
      provider = send(mail(AT_LEAST_ONCE)).provider().orElseThrow();
    }
    assertThat(provider).isEqualTo(Figures.A);
  }

  private ProviderStatus statusOfA() {
    return rig.sender.statuses().get(0);
  }

  private Receipt send(EmailMessage message) {
    return rig.sender.send(message);
  }

  private EmailMessage mail(DeliveryGuarantee guarantee) {
    return Rig.mail(number.incrementAndGet(), guarantee);
  }
}
