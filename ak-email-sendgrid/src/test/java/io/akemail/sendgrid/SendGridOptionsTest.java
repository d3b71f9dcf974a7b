package io.akemail.sendgrid;

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
class SendGridOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "personalizations",
        "from",
        "reply_to",
        "reply_to_list",
        "subject",
        "content",
        "attachments",
        "template_id",
        "headers",
        "categories",
        "custom_args",
        "send_at"
      })
  void aMemberThatTheMessageWritesIsRejectedByName(String member) {
    assertThat(problems(Messages.base().providerOption("sendgrid", member, "x")))
        .containsExactly(
            new Problem(
                "providerOptions[sendgrid]." + member, "is written from the message itself"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail_settings", "tracking_settings"})
  void aSectionThatIsNoObjectIsRejected(String member) {
    assertThat(problems(Messages.base().providerOption("sendgrid", member, List.of())))
        .containsExactly(new Problem("providerOptions[sendgrid]." + member, "must be an object"));
    assertThat(problems(Messages.base().providerOption("sendgrid", member, null)))
        .containsExactly(new Problem("providerOptions[sendgrid]." + member, "must be an object"));
  }

  @Test
  void theSandboxIsNoMatterOfAMessage() {
    assertThat(
            problems(
                Messages.base()
                    .providerOption(
                        "sendgrid",
                        "mail_settings",
                        Map.of("sandbox_mode", Map.of("enable", true)))))
        .containsExactly(
            new Problem(
                "providerOptions[sendgrid].mail_settings.sandbox_mode",
                "is a setting of the provider"));
  }

  @Test
  void trackingIsSaidInOnePlaceOnly() {
    EmailMessage.Builder message =
        Messages.base()
            .providerOption("sendgrid", "tracking_settings", Map.of("click_tracking", Map.of()));
    assertThat(problems(message)).isEmpty();
    assertThat(problems(message.clickTracking(Tracking.OFF)))
        .containsExactly(
            new Problem(
                "providerOptions[sendgrid].tracking_settings.click_tracking",
                "is written from the message itself"));
    assertThat(
            problems(
                Messages.base()
                    .openTracking(Tracking.ON)
                    .providerOption(
                        "sendgrid", "tracking_settings", Map.of("open_tracking", Map.of()))))
        .hasSize(1);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            problems(
                Messages.base()
                    .metadata("ak_message_id", "mine")
                    .providerOption("sendgrid", "from", "x")
                    .providerOption("sendgrid", "content", "x")))
        .extracting(Problem::field)
        .containsExactly(
            "metadata[ak_message_id]",
            "providerOptions[sendgrid].from",
            "providerOptions[sendgrid].content");
  }

  @Test
  void theKeyInTheFieldIsTheOneThatTheCallerUsed() {
    EmailMessage message = Messages.base().providerOption("two", "from", "x").build();
    try (EmailProvider provider = SendGrid.builder().apiKey(Wire.KEY).id("two").build()) {
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(
              new Outcome.Rejected(
                  List.of(
                      new Problem(
                          "providerOptions[two].from", "is written from the message itself"))));
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
