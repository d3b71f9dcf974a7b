package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.akemail.spi.EmailProvider;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
class EmailProviderContractTest {
  private static final String FLAW = "flaw";

  @ParameterizedTest
  @EnumSource
  void theContractFindsAProviderThat(Flaw flaw) {
    var tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(FLAW, flaw.name())
            .selectors(selectNestedMethod(List.of(Fixture.class), flaw.part(), flaw.test()))
            .execute()
            .testEvents();
    assertThat(tests.started().count()).as("tests run").isPositive();
    assertThat(tests.failed().stream().map(EmailProviderContractTest::failure))
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(AssertionError.class));
  }

  @Test
  void theContractFindsAClientThatSendsAgainByItself() {
    var tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(
                selectNestedMethod(
                    List.of(NaiveFixture.class),
                    EmailProviderContract.Faults.class,
                    "onAReusedConnection"))
            .execute()
            .testEvents();
    assertThat(tests.failed().stream().map(EmailProviderContractTest::failure))
        .anySatisfy(
            failure -> assertThat(failure).hasMessageContaining("whole requests of one attempt"));
  }

  private static Throwable failure(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  /** The plain provider's contract with one flaw; run by the test above alone. */
  @ExtendWith(FlawResolver.class)
  static final class Fixture extends PlainProviderContractTest {
    private final Flaw flaw;

    Fixture(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    Set<Flaw> flaws() {
      return Set.of(flaw);
    }
  }

  /** The contract of a provider with an HTTP client as it comes; run by a test above alone. */
  static final class NaiveFixture extends PlainProviderContractTest {
    @Override
    protected EmailProvider provider(URI baseUrl, String apiKey) {
      return new NaiveProvider(baseUrl);
    }
  }

  /** Hands the run's flaw to the fixture. */
  static final class FlawResolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Flaw.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
    }
  }
}
