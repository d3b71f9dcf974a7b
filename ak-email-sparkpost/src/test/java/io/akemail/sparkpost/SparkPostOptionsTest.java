package io.akemail.sparkpost;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.message.Tracking;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that the caller adds to the request: those that would overwrite the message. */
class SparkPostOptionsTest {
  private static final String WRITTEN = "is written from the message itself";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recipients",
        "content",
        "override",
        "campaign_id",
        "metadata",
        "substitution_data"
      })
  void aMemberThatTheMessageWritesIsRejectedByName(String member) {
    assertThat(problems(Messages.base().providerOption("sparkpost", member, "x")))
        .containsExactly(new Problem("providerOptions[sparkpost]." + member, WRITTEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"start_time", "perform_substitutions"})
  void anOptionThatTheMessageWritesIsRejectedByName(String option) {
    assertThat(problems(options(option)))
        .containsExactly(new Problem("providerOptions[sparkpost].options." + option, WRITTEN));
  }

  @Test
  void trackingIsSaidInOnePlaceOnly() {
    assertThat(problems(options("open_tracking"))).isEmpty();
    assertThat(problems(options("open_tracking").clickTracking(Tracking.ON))).isEmpty();
    assertThat(problems(options("open_tracking").openTracking(Tracking.ON)))
        .containsExactly(new Problem("providerOptions[sparkpost].options.open_tracking", WRITTEN));
    assertThat(problems(options("click_tracking").clickTracking(Tracking.OFF)))
        .containsExactly(new Problem("providerOptions[sparkpost].options.click_tracking", WRITTEN));
  }

  private static EmailMessage.Builder options(String option) {
    return Messages.base().providerOption("sparkpost", "options", Map.of(option, true));
  }

  @Test
  void optionsThatAreNoObjectAreRejected() {
    Problem problem = new Problem("providerOptions[sparkpost].options", "must be an object");
    assertThat(problems(Messages.base().providerOption("sparkpost", "options", 5)))
        .containsExactly(problem);
    assertThat(problems(Messages.base().providerOption("sparkpost", "options", null)))
        .containsExactly(problem);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            problems(
                Messages.base()
                    .metadata("ak_message_id", "mine")
                    .providerOption("sparkpost", "content", "x")
                    .providerOption("sparkpost", "options", 5)))
        .extracting(Problem::field)
        .containsExactly(
            "metadata[ak_message_id]",
            "providerOptions[sparkpost].content",
            "providerOptions[sparkpost].options");
  }

  @Test
  void theKeyInTheFieldIsTheOneThatTheCallerUsed() {
    EmailMessage message = Messages.base().providerOption("two", "content", "x").build();
    try (EmailProvider provider = SparkPost.builder().apiKey(Wire.KEY).id("two").build()) {
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(
              new Outcome.Rejected(List.of(new Problem("providerOptions[two].content", WRITTEN))));
    }
  }

  /** Rejected without a call, and not said to be unsupported, since no provider would help. */
  private static List<Problem> problems(EmailMessage.Builder message) {
    EmailMessage built = message.build();
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.cannotCarry(built, Instant.EPOCH)).isEmpty();
      Outcome outcome = provider.send(built, TestContext.create());
      if (outcome instanceof Outcome.Rejected rejected) {
        assertThat(server.connections()).isZero();
        return rejected.problems();
      }
      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      return List.of();
    }
  }
}
