package io.akemail.sparkpost;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.RejectedRecipient;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.Fault;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Success for some recipients only, for none, or cut off. */
class SparkPostPartialTest {
  private static final EmailMessage MESSAGE =
      Messages.sender()
          .to("Ada <ada@example.org>", "other.ada@example.org")
          .cc("cy@example.org")
          .bcc("dee@example.org")
          .subject("s")
          .text("t")
          .build();

  private static CannedAnswer answer(int accepted, int rejected, String errors) {
    return CannedAnswer.json(
        200,
        "{\"errors\":[{\"message\":\"created with errors\",\"code\":\"2000\"}],\"results\":{"
            + "\"rcpt_to_errors\":["
            + errors
            + "],\"total_rejected_recipients\":"
            + rejected
            + ",\"total_accepted_recipients\":"
            + accepted
            + ",\"id\":\"7\"}}");
  }

  private static String refusal(String description) {
    return "{\"message\":\"invalid\",\"description\":\"" + description + "\",\"code\":\"1300\"}";
  }

  @Test
  void theRefusedRecipientIsNamedWhereTheTextTellsIt() {
    String text = refusal("invalid recipient address.email: ADA@example.org");
    assertThat(Wire.outcome(MESSAGE, answer(3, 1, text)))
        .isEqualTo(
            new Outcome.Accepted(
                "7",
                List.of(
                    new RejectedRecipient(
                        EmailAddress.of("ada@example.org", "Ada"),
                        "refused by SparkPost (code 1300)")),
                Proof.TAKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "other.ada@example.org,other.ada@example.org",
    "<cy@example.org>,cy@example.org",
    "dee@example.org.,dee@example.org",
    "'dee@example.org. Try again',dee@example.org",
    "`cy@example.org`,cy@example.org",
    "a@b.example is not cy@example.org,cy@example.org",
    "xcy@example.org,",
    "_cy@example.org,",
    "o'cy@example.org,",
    "@,",
    "cy@,",
    "@@@example.org,",
    "cy@example.org.uk,",
    "cy@example.organic,",
    "normdexample.com,"
  })
  void anAddressIsFoundWholeOrNotAtAll(String text, String address) {
    Outcome outcome = Wire.outcome(MESSAGE, answer(3, 1, refusal(text)));
    EmailAddress named = ((Outcome.Accepted) outcome).rejectedRecipients().get(0).address();
    assertThat(named == null ? null : named.address()).isEqualTo(address);
  }

  @Test
  void anAddressIsFoundWithinQuotesAndInTheMessageToo() {
    assertThat(firstNamed("{\"description\":\"bad 'cy@example.org'.\"}"))
        .isEqualTo("cy@example.org");
    assertThat(firstNamed("{\"description\":\"bad\",\"message\":\"no cy@example.org\"}"))
        .isEqualTo("cy@example.org");
  }

  private static String firstNamed(String error) {
    Outcome.Accepted accepted = (Outcome.Accepted) Wire.outcome(MESSAGE, answer(3, 1, error));
    return accepted.rejectedRecipients().get(0).address().address();
  }

  @Test
  void refusalsWithoutAWordAreCounted() {
    Outcome outcome = Wire.outcome(MESSAGE, answer(1, 3, refusal("who knows")));
    assertThat(((Outcome.Accepted) outcome).rejectedRecipients())
        .containsExactly(
            new RejectedRecipient(null, "refused by SparkPost (code 1300)"),
            new RejectedRecipient(null, "2 refused by SparkPost without a reason"));
  }

  @Test
  void nobodyAcceptedIsRejectedThoughTheStatusIsSuccess() {
    String refusals =
        String.join(
            ",",
            refusal("ada@example.org"),
            refusal("cy@example.org"),
            refusal("dee@example.org"),
            refusal("?"));
    assertThat(Wire.outcome(MESSAGE, answer(0, 4, refusals)))
        .isEqualTo(
            new Outcome.Rejected(
                List.of(
                    new Problem("to[0]", "refused by SparkPost (code 1300)"),
                    new Problem("cc[0]", "refused by SparkPost (code 1300)"),
                    new Problem("bcc[0]", "refused by SparkPost (code 1300)"),
                    new Problem("recipients", "refused by SparkPost (code 1300)"))));
    assertThat(Wire.outcome(MESSAGE, answer(0, 0, "")))
        .isEqualTo(
            new Outcome.Rejected(List.of(new Problem("recipients", "SparkPost accepted none"))));
  }

  @Test
  void aRefusedPersonalizationIsNamedByItsPlace() {
    EmailMessage message =
        Messages.sender()
            .subject("s")
            .text("t")
            .personalization("ada@example.org", Map.of())
            .personalization("bea@example.org", Map.of())
            .build();
    assertThat(Wire.outcome(message, answer(0, 1, refusal("bea@example.org"))))
        .isEqualTo(
            new Outcome.Rejected(
                List.of(new Problem("personalizations[1]", "refused by SparkPost (code 1300)"))));
  }

  @Test
  void aRecipientIsFoundBehindTheSink() {
    String text = refusal("ada@example.org.sink.sparkpostmail.com is invalid");
    Outcome outcome =
        Wire.exchange(MESSAGE, SparkPost.Builder::sandbox, answer(3, 1, text)).outcome();
    Outcome.Accepted accepted = (Outcome.Accepted) outcome;
    assertThat(accepted.proof()).isEqualTo(Proof.TEST_ONLY);
    assertThat(accepted.rejectedRecipients().get(0).address())
        .isEqualTo(EmailAddress.of("ada@example.org", "Ada"));
  }

  @Test
  void aListOfNonsenseIsStillAnAcceptance() {
    Outcome outcome = Wire.outcome(MESSAGE, answer(1, -5, "null,5,[],{\"description\":{}}"));
    assertThat(((Outcome.Accepted) outcome).rejectedRecipients()).hasSize(4);
  }

  @Test
  void anEndlessListIsCut() {
    String many = "{},".repeat(5000) + "{}";
    Outcome outcome = Wire.outcome(MESSAGE, answer(1, 5001, many));
    assertThat(((Outcome.Accepted) outcome).rejectedRecipients()).hasSize(1001);
  }

  @Test
  void successThatIsCutOffIsAcceptanceWithoutAnId() {
    assertThat(cutOff(Wire.TAKEN)).isEqualTo(new Outcome.Accepted(null));
    assertThat(cutOff(Wire.TAKEN.header("X-Idempotent-Replayed", "true")))
        .isEqualTo(new Outcome.Accepted(null, List.of(), Proof.REPLAYED));
    assertThat(cutOff(CannedAnswer.json(200, "{\"errors\":[],\"results\":{}}")))
        .isEqualTo(new Outcome.Accepted(null));
    assertThat(cutOff(CannedAnswer.json(200, "{\"r"))).isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void somethingElseThatIsCutOffIsNoProof() {
    assertThat(cutOff(CannedAnswer.html(200, "<html><h1>Sign in</h1></html>")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(cutOff(CannedAnswer.json(200, "{\"message\":\"hello\"}     ")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(cutOff(CannedAnswer.json(200, "[[[[]]]]")).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(cutOff(CannedAnswer.json(200, "signed in, thank you")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  /** What is made of an answer of which half the body comes before the connection ends. */
  private static Outcome cutOff(CannedAnswer answer) {
    Fault fault = Fault.of(Fault.Stage.HALF_BODY, Fault.End.CLOSE).cutting(answer);
    try (FaultServer server = FaultServer.start().otherwise(fault);
        EmailProvider provider = Wire.builder(server).build()) {
      return provider.send(Messages.plain(), TestContext.create());
    }
  }
}
