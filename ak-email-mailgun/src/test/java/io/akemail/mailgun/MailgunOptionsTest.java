package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.message.Tracking;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.FormPart;
import io.akemail.testkit.TestContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that the caller adds to the request: those that would overwrite the message. */
class MailgunOptionsTest {
  private static final String WRITTEN = "is written from the message itself";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "text",
        "html",
        "template",
        "attachment",
        "inline",
        "t:variables",
        "recipient-variables",
        "o:tag",
        "o:deliverytime",
        "h:X-A",
        "v:a"
      })
  void aFieldThatTheMessageWritesIsRejectedByName(String field) {
    assertThat(problems(Messages.base().providerOption("mailgun", field, "x")))
        .containsExactly(new Problem("providerOptions[mailgun]." + field, WRITTEN));
  }

  @Test
  void aTemplateLeavesTheSubjectToTheOption() {
    assertThat(problems(Messages.templated().providerOption("mailgun", "subject", "Hello")))
        .isEmpty();
  }

  @Test
  void testModeIsASettingOfTheProvider() {
    assertThat(problems(Messages.base().providerOption("mailgun", "o:testmode", "yes")))
        .containsExactly(
            new Problem("providerOptions[mailgun].o:testmode", "is a setting of the provider"));
  }

  @Test
  void trackingIsSaidInOnePlaceOnly() {
    assertThat(problems(option("o:tracking-opens"))).isEmpty();
    assertThat(problems(option("o:tracking-opens").clickTracking(Tracking.ON))).isEmpty();
    assertThat(problems(option("o:tracking-opens").openTracking(Tracking.ON)))
        .containsExactly(new Problem("providerOptions[mailgun].o:tracking-opens", WRITTEN));
    assertThat(problems(option("o:tracking-clicks").clickTracking(Tracking.OFF)))
        .containsExactly(new Problem("providerOptions[mailgun].o:tracking-clicks", WRITTEN));
    assertThat(problems(option("o:tracking"))).isEmpty();
    assertThat(problems(option("o:tracking").clickTracking(Tracking.ON)))
        .containsExactly(new Problem("providerOptions[mailgun].o:tracking", WRITTEN));
  }

  private static EmailMessage.Builder option(String name) {
    return Messages.base().providerOption("mailgun", name, "yes");
  }

  @Test
  void aValueThatIsNoFieldIsRejected() {
    Problem problem =
        new Problem(
            "providerOptions[mailgun].o:dkim",
            "must be a text, a number, true, false or a list of texts and numbers");
    for (Object value : Arrays.asList(null, Map.of("a", 1), List.of(true), List.of(List.of()))) {
      assertThat(problems(Messages.base().providerOption("mailgun", "o:dkim", value)))
          .containsExactly(problem);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"o:a\"b", "\u00fc", ":", "a b", "ada@example.org"})
  void aNameThatIsNoFieldIsRejectedByItsPlace(String name) {
    assertThat(problems(Messages.base().providerOption("mailgun", name, "x")))
        .containsExactly(new Problem("providerOptions[mailgun][#0]", "has no name of a field"));
  }

  @Test
  void aListIsAFieldForEachValue() {
    EmailMessage message =
        Messages.base().providerOption("mailgun", "o:many", List.of(1, "two", 2.5)).build();
    assertThat(Wire.exchange(message, builder -> {}, Wire.TAKEN).request().form().orElseThrow())
        .filteredOn(part -> part.name().equals("o:many"))
        .extracting(FormPart::text)
        .containsExactly("1", "two", "2.5");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            problems(
                Messages.base()
                    .metadata("ak_message_id", "mine")
                    .providerOption("mailgun", "html", "x")
                    .providerOption("mailgun", "o:dkim", null)))
        .extracting(Problem::field)
        .containsExactly(
            "metadata[ak_message_id]",
            "providerOptions[mailgun].html",
            "providerOptions[mailgun].o:dkim");
  }

  @Test
  void theKeyInTheFieldIsTheOneThatTheCallerUsed() {
    EmailMessage message = Messages.base().providerOption("two", "html", "x").build();
    try (EmailProvider provider =
        Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).id("two").build()) {
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(
              new Outcome.Rejected(List.of(new Problem("providerOptions[two].html", WRITTEN))));
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
