package io.akemail.micrometer;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.akemail.EmailRejectedException;
import io.akemail.EmailSender;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Outcome;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends take part in traces. */
class EmailObservationsTest {
  private static final String NAME = "ak.email.send";

  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final FakeProvider a = new FakeProvider("a");
  private final FakeProvider b = new FakeProvider("b");
  private final FailoverSender inner =
      FailoverSender.builder()
          .provider(a)
          .provider(b)
          .outbox(new FakeOutbox())
          .asyncContext(EmailObservations.carrier(registry))
          .build();
  private final EmailSender sender = EmailObservations.observe(inner, registry);

  @AfterEach
  void close() {
    sender.close();
  }

  /** As an instrumented HTTP client does within the provider's call. */
  private Outcome observedCall(Outcome outcome) {
    return Observation.createNotStarted("http.client", registry).observe(() -> outcome);
  }

  @Test
  void aSendIsOneObservationWithItsResultAndWhoAccepted() {
    a.answers(FakeProvider.DOWN);

    sender.send(Mails.any());

    assertThat(registry)
        .hasSingleObservationThat()
        .hasNameEqualTo(NAME)
        .hasContextualNameEqualTo("ak email send")
        .hasLowCardinalityKeyValue("operation", "send")
        .hasLowCardinalityKeyValue("result", "accepted")
        .hasLowCardinalityKeyValue("provider", "b")
        .hasHighCardinalityKeyValue("attempts", "2")
        .hasBeenStarted()
        .hasBeenStopped()
        .doesNotHaveError();
    assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
  }

  @Test
  void whatTheProvidersHttpClientObservesIsAChildOfTheSend() {
    a.answers(message -> observedCall(FakeProvider.ACCEPTED));

    sender.send(Mails.any());

    assertThat(registry)
        .hasObservationWithNameEqualTo("http.client")
        .that()
        .hasParentObservationContextSatisfying(
            parent -> assertThat(parent.getName()).isEqualTo(NAME));
  }

  @Test
  void onAnotherThreadTheProvidersCallIsAChildTooAndItsParentIsWhatTheCallerObserved() {
    a.answers(message -> observedCall(FakeProvider.ACCEPTED));

    Observation.createNotStarted("order", registry)
        .observe(() -> sender.sendAsync(Mails.any()).join());

    assertThat(registry)
        .hasObservationWithNameEqualTo("http.client")
        .that()
        .hasParentObservationContextSatisfying(
            parent -> assertThat(parent.getName()).isEqualTo(NAME));
    await()
        .untilAsserted(
            () ->
                assertThat(registry)
                    .hasObservationWithNameEqualTo(NAME)
                    .that()
                    .hasLowCardinalityKeyValue("operation", "send_async")
                    .hasLowCardinalityKeyValue("provider", "a")
                    .hasParentObservationContextSatisfying(
                        parent -> assertThat(parent.getName()).isEqualTo("order"))
                    .hasBeenStopped());
  }

  @Test
  void aFailureIsToldByItsKindAndComesToTheCallerAsItWas() {
    a.answers(FakeProvider.REJECTED);

    assertThatThrownBy(() -> sender.send(Mails.any())).isInstanceOf(EmailRejectedException.class);

    assertThat(registry)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("result", "rejected")
        .hasLowCardinalityKeyValue("provider", "none")
        .assertThatError()
        .isInstanceOf(SendFault.class)
        .hasMessage("rejected")
        .hasNoCause();
  }

  @Test
  void severalMessagesAreOneObservationThatSaysMixedIfTheyFaredDifferently() {
    EmailMessage bad = Mails.any();
    a.answers(
        message -> {
          Observation current = registry.getCurrentObservation();
          assertThat(current).isNotNull();
          return message == bad ? FakeProvider.REJECTED : FakeProvider.ACCEPTED;
        });

    assertThat(sender.send(List.of(Mails.any(), bad, Mails.any()))).hasSize(3);

    assertThat(registry)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("operation", "send_several")
        .hasLowCardinalityKeyValue("result", "mixed")
        .hasLowCardinalityKeyValue("provider", "a")
        .hasHighCardinalityKeyValue("attempts", "3")
        .hasError();
  }

  @Test
  void puttingAMessageIntoTheOutboxIsObserved() {
    assertThat(sender.enqueue(Mails.any()).isQueued()).isTrue();

    assertThat(registry)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("operation", "enqueue")
        .hasLowCardinalityKeyValue("result", "queued")
        .hasLowCardinalityKeyValue("provider", "none");
  }

  @Test
  void aCancelledFutureBreaksTheSendOffAndIsAbandoned() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    a.answers(
        message -> {
          entered.countDown();
          await().until(() -> released.getCount() == 0);
          return FakeProvider.ACCEPTED;
        });
    CompletableFuture<Receipt> receipt = sender.sendAsync(Mails.any());
    await().until(() -> entered.getCount() == 0);

    assertThat(receipt.cancel(true)).isTrue();

    assertThat(registry)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("result", "abandoned");
    released.countDown();
  }

  @Test
  void aClosedSenderIsAnError() {
    sender.close();

    assertThatThrownBy(() -> sender.send(Mails.any())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sender.sendAsync(Mails.any()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(registry)
        .hasNumberOfObservationsEqualTo(2)
        .forAllObservationsWithNameEqualTo(
            NAME, observation -> observation.hasLowCardinalityKeyValue("result", "error"));
  }

  @Test
  void nothingPersonalIsToldNotEvenTheMessagesId() {
    a.answers(FakeProvider.LOST);
    EmailMessage message = Mails.atMostOnce();

    Mails.send(sender, message);

    assertThat(registry)
        .hasSingleObservationThat()
        .satisfies(
            context ->
                assertThat(context.getAllKeyValues())
                    .extracting(KeyValue::getKey)
                    .containsExactlyInAnyOrder("operation", "result", "provider", "attempts"));
  }

  @Test
  void aHandlerThatThrowsDisturbsNoSend() {
    for (int broken = 0; broken < 5; broken++) {
      ObservationRegistry brittle = ObservationRegistry.create();
      brittle.observationConfig().observationHandler(new Broken(broken));
      EmailSender observed = EmailObservations.observe(inner, brittle);

      assertThat(observed.send(Mails.any()).provider()).contains(a.id());
      assertThat(observed.sendAsync(Mails.any()).join().provider()).contains(a.id());
      a.answers(FakeProvider.REJECTED);
      assertThatThrownBy(() -> observed.send(Mails.any()))
          .isInstanceOf(EmailRejectedException.class);
      a.answers(FakeProvider.ACCEPTED);
      assertThat(brittle.getCurrentObservation()).as("left on the thread").isNull();
    }
  }

  /** Throws at one of the events. */
  private record Broken(int at) implements ObservationHandler<Observation.Context> {
    private void event(int number) {
      if (number == at) {
        throw new IllegalStateException("broken");
      }
    }

    @Override
    public void onStart(Observation.Context context) {
      event(0);
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      event(1);
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      event(2);
    }

    @Override
    public void onError(Observation.Context context) {
      event(3);
    }

    @Override
    public void onStop(Observation.Context context) {
      event(4);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
