package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of others that breaks its contract fails no send. */
class GuestsTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");
  private final ScriptedProvider c = new ScriptedProvider("c");
  private FailoverSender sender;

  @BeforeEach
  void build() {
    sender = FailoverSender.builder().provider(a).provider(b).provider(c).build();
  }

  @AfterEach
  void close() {
    sender.close();
  }

  static Stream<Supplier<Throwable>> faults() {
    return Stream.of(
        () -> new IllegalStateException("secret"),
        () -> new NoClassDefFoundError("secret"),
        StackOverflowError::new,
        () -> new AssertionError("secret"),
        () -> new IOException("secret"));
  }

  /** Throws a checked exception unannounced, as other languages do. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException thrown(Throwable fault) throws E {
    throw (E) fault;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aProviderThatThrowsBeforeItWritesIsUnavailable(Supplier<Throwable> fault) {
    a.always(
        (message, context) -> {
          throw GuestsTest.<RuntimeException>thrown(fault.get());
        });

    Receipt receipt = sender.send(Messages.atMostOnce());

    assertThat(receipt.provider()).contains(b.id());
    assertThat(receipt.possibleDuplicate()).isFalse();
    assertThat(receipt.attempts().get(0).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            outcome -> assertThat(outcome.why()).contains("failed with").doesNotContain("secret"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aProviderThatThrowsAfterItWroteIsAmbiguous(Supplier<Throwable> fault) {
    a.always(
        (message, context) -> {
          assertThat(context.beginWriting()).isTrue();
          throw GuestsTest.<RuntimeException>thrown(fault.get());
        });

    assertThat(sender.send(Messages.any()).possibleDuplicate()).isTrue();
    assertThat(a.calls()).isEqualTo(1);
  }

  @Test
  void aProviderThatReturnsNullIsAFault() {
    a.always((message, context) -> null);

    Receipt receipt = sender.send(Messages.any());

    assertThat(receipt.attempts().get(0).outcome().kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    assertThat(receipt.provider()).contains(b.id());
  }

  @Test
  void aProviderThatThrowsGivesItsPlaceBack() {
    a.always(
        (message, context) -> {
          throw GuestsTest.<RuntimeException>thrown(new AssertionError("a guest"));
        });
    for (int i = 0; i < 200; i++) {
      sender.send(Messages.any());
    }

    assertThat(sender.statuses().get(0).inFlight()).isZero();
  }

  @Test
  void theEndOfTheMachineIsThrownOnAndThePlaceIsGivenBack() {
    a.always(
        (message, context) -> {
          throw new OutOfMemoryError("not really");
        });

    assertThatThrownBy(() -> sender.send(Messages.any())).isInstanceOf(OutOfMemoryError.class);
    assertThat(sender.statuses().get(0).inFlight()).isZero();
  }

  @Test
  void aProviderThatIsInterruptedUnannouncedKeepsTheInterrupt() {
    a.always(
        (message, context) -> {
          throw GuestsTest.<RuntimeException>thrown(new InterruptedException());
        });

    assertThatThrownBy(() -> sender.send(Messages.any()))
        .isInstanceOf(EmailCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  static Stream<SelectionStrategy> strategies() {
    return Stream.of(
        (message, ids) -> {
          throw new IllegalStateException("a guest");
        },
        (message, ids) -> {
          throw new AssertionError("a guest");
        },
        (message, ids) -> null,
        (message, ids) -> List.of(),
        (message, ids) -> Collections.nCopies(100, ids.get(0)),
        (message, ids) -> List.of(ProviderId.of("stranger"), ids.get(0)),
        (message, ids) -> Arrays.asList(null, ids.get(0), null),
        (message, ids) -> lazy(),
        (message, ids) -> {
          ids.add(ProviderId.of("stranger"));
          return ids;
        });
  }

  private static List<ProviderId> lazy() {
    return new AbstractList<>() {
      @Override
      public ProviderId get(int index) {
        throw new IllegalStateException("read too late");
      }

      @Override
      public int size() {
        return 3;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aStrategyThatBreaksItsContractIsFilledUpInConfiguredOrder(SelectionStrategy strategy) {
    a.always(Step.fault());
    b.always(Step.fault());
    Rig rig = Rig.of(a, b, c);
    rig.strategy = strategy;

    assertThat(rig.tried(Messages.any())).containsExactly("a", "b", "c");
  }

  @Test
  void aStrategyThatNamesOnlyTheLastPutsItFirst() {
    a.always(Step.fault());
    c.always(Step.fault());
    Rig rig = Rig.of(a, b, c);
    rig.strategy = (message, ids) -> List.of(c.id());

    assertThat(rig.tried(Messages.any())).containsExactly("c", "a", "b");
  }

  @Test
  void noMoreThanTwoFramesOfOursStandBetweenTheCallerAndTheProvider() {
    List<String> frames = new java.util.concurrent.CopyOnWriteArrayList<>();
    a.always(
        (message, context) -> {
          frames.addAll(oursAboveTheProvider());
          return Step.accept().take(message, context);
        });

    sender.send(Messages.any());

    assertThat(frames).containsExactly("io.akemail.FailoverSender.send");
  }

  private static List<String> oursAboveTheProvider() {
    return StackWalker.getInstance()
        .walk(
            stack ->
                stack
                    .dropWhile(
                        frame -> !frame.getClassName().equals(ScriptedProvider.class.getName()))
                    .dropWhile(
                        frame -> frame.getClassName().equals(ScriptedProvider.class.getName()))
                    .takeWhile(frame -> !frame.getClassName().equals(GuestsTest.class.getName()))
                    .filter(frame -> frame.getClassName().startsWith("io.akemail"))
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .toList());
  }

  @Test
  void aProviderThatCannotTellWhatItCarriesIsExplainedAllTheSame() {
    EmailMessage message = Messages.any();
    a.obstacle = null;

    assertThat(sender.explain(message).first()).contains(a.id());
  }

  @Test
  void theContextTellsTheAttemptsNumberOverAllProviders() {
    a.always(Step.fault());
    b.always(Step.fault());
    sender.send(Messages.any());

    assertThat(List.of(a.contexts.get(0), b.contexts.get(0), c.contexts.get(0)))
        .extracting(SendContext::attempt)
        .containsExactly(1, 2, 3);
  }
}
