package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract finds each flaw. */
class OutboxContractTest {
  private static final String FLAW = "flaw";

  @ParameterizedTest
  @EnumSource
  void theContractFindsAnOutboxThat(OutboxFlaw flaw) {
    Method test =
        Stream.of(flaw.part().getSuperclass().getDeclaredMethods())
            .filter(method -> method.getName().equals(flaw.test()))
            .findFirst()
            .orElseThrow();
    var tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(FLAW, flaw.name())
            .selectors(
                selectNestedMethod(
                    List.of(Fixture.class), flaw.part(), flaw.test(), test.getParameterTypes()))
            .execute()
            .testEvents();
    assertThat(tests.started().count()).as("tests run").isPositive();
    assertThat(tests.failed().stream().map(OutboxContractTest::failure))
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOfAny(
                        AssertionError.class,
                        OutboxException.class,
                        ConditionTimeoutException.class));
  }

  private static Throwable failure(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  /** The contract of an outbox with one flaw; run by the test above alone. */
  @ExtendWith(FlawResolver.class)
  static final class Fixture extends OutboxContract {
    private final OutboxFlaw flaw;
    private @Nullable FlawedOutbox flawed;

    Fixture(OutboxFlaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected Outbox outbox(OutboxLimits limits) {
      if (flawed == null) {
        flawed = new FlawedOutbox(flaw, limits);
      }
      return flawed;
    }

    @Override
    protected void pass(Duration span) {
      Objects.requireNonNull(flawed).pass(span);
    }

    @Override
    protected void damage(MessageId id) {
      Objects.requireNonNull(flawed).damage(id);
    }
  }

  /** Hands the run's flaw to the fixture. */
  static final class FlawResolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == OutboxFlaw.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return OutboxFlaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
    }
  }
}
