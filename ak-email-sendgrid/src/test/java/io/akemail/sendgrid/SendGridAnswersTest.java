package io.akemail.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Proof;
import io.akemail.spi.Outcome.Scope;
import io.akemail.testkit.CannedAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that the documents name, and what is made of it. */
class SendGridAnswersTest {
  private static final String DATE = "Tue, 24 Nov 2026 06:00:00 GMT";
  private static final String RESET = "1795500042"; // 42 seconds after that date

  private static CannedAnswer error(int status, String field, String message) {
    String quoted = field == null ? "null" : "\"" + field + "\"";
    return CannedAnswer.json(
        status,
        "{\"errors\":[{\"message\":\""
            + message
            + "\",\"field\":"
            + quoted
            + ",\"help\":null}],\"id\":\"x\"}");
  }

  @Test
  void acceptedWithNothingInTheBodyIsTaken() {
    assertThat(Wire.outcome(CannedAnswer.of(202).header("X-Message-Id", "14c5d75ce93.dfd.64b469")))
        .isEqualTo(new Outcome.Accepted("14c5d75ce93.dfd.64b469"));
  }

  @Test
  void aMissingIdIsNoReasonToDoubt() {
    assertThat(Wire.outcome(CannedAnswer.of(202))).isEqualTo(new Outcome.Accepted(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "an id", "<script>", "id;x", "ada@example.org"})
  void anIdThatLooksLikeNoneIsNone(String id) {
    assertThat(Wire.outcome(CannedAnswer.of(202).header("X-Message-Id", id)))
        .isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void anIdOf201CharactersIsNone() {
    assertThat(Wire.outcome(CannedAnswer.of(202).header("X-Message-Id", "x".repeat(201))))
        .isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void acceptedWithSomethingInTheBodyNeedsTheId() {
    CannedAnswer answer = CannedAnswer.json(202, "{\"ok\":true}");
    assertThat(Wire.outcome(answer.header("X-Message-Id", "id")))
        .isEqualTo(new Outcome.Accepted("id"));
    assertThat(Wire.outcome(answer).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void aWebPageIsNoProofOfAnything(int status) {
    if (status != 204) {
      CannedAnswer page =
          CannedAnswer.html(status, "<h1>Sign in</h1>").header("X-Message-Id", "id");
      assertThat(Wire.outcome(page).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204})
  void anotherSuccessThanTheDocumentedOneIsNoProof(int status) {
    assertThat(Wire.outcome(CannedAnswer.of(status)).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @Test
  void inTheSandbox200MeansCheckedAndNotDelivered() {
    assertThat(sandboxed(CannedAnswer.of(200)))
        .isEqualTo(new Outcome.Accepted(null, List.of(), Proof.TEST_ONLY));
    assertThat(sandboxed(CannedAnswer.html(200, "<h1>Sign in</h1>")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(sandboxed(CannedAnswer.json(200, "{}")).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @Test
  void inTheSandbox202IsADelivery() {
    assertThat(sandboxed(CannedAnswer.of(202))).isEqualTo(new Outcome.Accepted(null));
  }

  private static Outcome sandboxed(CannedAnswer answer) {
    return Wire.exchange(Messages.plain(), SendGrid.Builder::sandbox, answer).outcome();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "personalizations",
        "personalizations.0.to.0.email",
        "personalizations[0].to",
        "subject",
        "content",
        "content.0.value",
        "attachments.0.content",
        "headers",
        "reply_to",
        "reply_to_list.1.email",
        "categories",
        "custom_args",
        "send_at",
        "sections",
        "from",
        "from.email"
      })
  void aFaultOfTheMessageIsRejectedByTheNameOfTheField(String field) {
    assertThat(Wire.outcome(error(400, field, "is not valid")))
        .isEqualTo(new Outcome.Rejected(List.of(new Problem(field, "is refused by SendGrid"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "template_id",
        "asm.group_id",
        "ip_pool_name",
        "batch_id",
        "mail_settings.sandbox_mode.enable",
        "tracking_settings"
      })
  void aFaultOfTheAccountIsMisconfigured(String field) {
    assertThat(Wire.outcome(error(400, field, "is not valid")))
        .isEqualTo(
            new Outcome.Misconfigured(Scope.REQUEST, "SendGrid answered 400, field " + field));
  }

  @Test
  void aFaultWithoutAFieldIsOurs() {
    Outcome ours = new Outcome.Misconfigured(Scope.REQUEST, "SendGrid answered 400");
    assertThat(Wire.outcome(error(400, null, "Bad Request"))).isEqualTo(ours);
    assertThat(Wire.outcome(error(400, "null", "Bad Request"))).isEqualTo(ours);
    assertThat(Wire.outcome(error(400, "something.else", "Bad Request"))).isEqualTo(ours);
    assertThat(Wire.outcome(error(400, "from <ada@example.org>", "no"))).isEqualTo(ours);
    assertThat(
            Wire.outcome(CannedAnswer.json(400, "{\"errors\":[\"text\"],\"message\":\"error\"}")))
        .isEqualTo(ours);
    assertThat(Wire.outcome(CannedAnswer.html(400, "<h1>Bad Request</h1>"))).isEqualTo(ours);
    assertThat(Wire.outcome(CannedAnswer.of(400))).isEqualTo(ours);
  }

  @Test
  void severalFaultsAreToldTogetherAndTheMessagesOwnDecide() {
    String body =
        "{\"errors\":[{\"field\":\"template_id\",\"message\":\"a\"},"
            + "{\"field\":\"subject\",\"message\":\"b\"},{\"field\":\"content\",\"message\":\"c\"}]}";
    assertThat(Wire.outcome(CannedAnswer.json(400, body)))
        .isEqualTo(
            new Outcome.Rejected(
                List.of(
                    new Problem("subject", "is refused by SendGrid"),
                    new Problem("content", "is refused by SendGrid"))));
  }

  @Test
  void creditsUsedUpAreALimitAndNoBadKey() {
    assertThat(Wire.outcome(error(401, null, "Maximum credits exceeded")))
        .isEqualTo(new Outcome.OverLimit(null, Limit.QUOTA, "SendGrid: maximum credits exceeded"));
    assertThat(
            Wire.outcome(
                    CannedAnswer.json(
                        401, "{\"errors\":[\"Maximum credits exceeded\"],\"message\":\"error\"}"))
                .kind())
        .isEqualTo(Outcome.Kind.OVER_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization required",
        "The provided authorization grant is invalid, expired, or revoked",
        "Authenticated user is not authorized to send mail"
      })
  void anyOther401IsABadKey(String message) {
    assertThat(Wire.outcome(error(401, null, message)))
        .isEqualTo(new Outcome.Misconfigured("SendGrid answered 401: the API key is refused"));
  }

  @Test
  void aKeyWithoutTheScopeIsMisconfigured() {
    assertThat(Wire.outcome(error(403, null, "access forbidden")))
        .isEqualTo(
            new Outcome.Misconfigured("SendGrid answered 403: the API key may not send mail"));
  }

  @Test
  void aSenderThatIsNotVerifiedIsMisconfiguredSinceAnotherProviderMayKnowIt() {
    String message =
        "The from address does not match a verified Sender Identity. Mail cannot be sent";
    Outcome expected =
        new Outcome.Misconfigured(
            Scope.REQUEST, "SendGrid answered 403: the sender is no verified sender identity");
    assertThat(Wire.outcome(error(403, "from", message))).isEqualTo(expected);
    assertThat(Wire.outcome(error(403, "from", "other words"))).isEqualTo(expected);
    assertThat(Wire.outcome(error(403, null, message))).isEqualTo(expected);
  }

  @Test
  void aTemporaryBlockIsALimit() {
    assertThat(Wire.outcome(error(403, null, "Too many bad requests. Temporary block")))
        .isEqualTo(
            new Outcome.OverLimit(
                null, Limit.RATE, "SendGrid: temporary block after too many bad requests"));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 406})
  void aWrongAddressOrMethodIsMisconfigured(int status) {
    assertThat(Wire.outcome(error(status, null, "not found")))
        .isEqualTo(
            new Outcome.Misconfigured("SendGrid answered " + status + ": check the base URL"));
  }

  @Test
  void aBodyThatCannotBeReadIsAMatterOfThisMessage() {
    assertThat(Wire.outcome(error(415, null, "Invalid UTF8 in request")))
        .isEqualTo(
            new Outcome.Misconfigured(
                Scope.REQUEST, "SendGrid answered 415: the body or its type is refused"));
  }

  @Test
  void whatIsTooLargeIsRejectedAlsoByTheEdge() {
    Outcome rejected =
        new Outcome.Rejected(
            List.of(new Problem("message", "is larger than the 30 MB that SendGrid takes")));
    assertThat(Wire.outcome(error(413, null, "Payload Too Large"))).isEqualTo(rejected);
    assertThat(Wire.outcome(CannedAnswer.html(413, "<h1>413</h1>"))).isEqualTo(rejected);
  }

  @Test
  void tooManyRequestsWaitUntilTheToldReset() {
    CannedAnswer answer = error(429, null, "too many requests").header("Date", DATE);
    assertThat(Wire.outcome(answer))
        .isEqualTo(new Outcome.OverLimit(null, Limit.RATE, "SendGrid: too many requests"));
    assertThat(Wire.outcome(answer.header("X-RateLimit-Reset", RESET)))
        .isEqualTo(
            new Outcome.OverLimit(
                Duration.ofSeconds(42), Limit.RATE, "SendGrid: too many requests"));
    assertThat(Wire.outcome(answer.header("Retry-After", "7")))
        .isEqualTo(
            new Outcome.OverLimit(
                Duration.ofSeconds(7), Limit.RATE, "SendGrid: too many requests"));
    assertThat(Wire.outcome(answer.header("X-RateLimit-Reset", "soon")))
        .isEqualTo(new Outcome.OverLimit(null, Limit.RATE, "SendGrid: too many requests"));
  }

  @ParameterizedTest
  @CsvSource({
    "500,AMBIGUOUS",
    "502,AMBIGUOUS",
    "503,UNAVAILABLE",
    "504,AMBIGUOUS",
    "529,AMBIGUOUS"
  })
  void faultsOfTheServerAreUnclearUnlessItSaysThatItIsAway(int status, Outcome.Kind kind) {
    for (CannedAnswer answer :
        List.of(
            error(status, null, "internal server error"),
            CannedAnswer.html(status, "<h1>nginx</h1>"),
            CannedAnswer.of(status))) {
      Outcome outcome = Wire.outcome(answer);
      assertThat(outcome.kind()).isEqualTo(kind);
      assertThat(outcome.toString()).contains(Origin.PROVIDER.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301,MISCONFIGURED",
    "302,MISCONFIGURED",
    "402,MISCONFIGURED",
    "408,UNAVAILABLE",
    "409,MISCONFIGURED",
    "422,MISCONFIGURED",
    "451,MISCONFIGURED"
  })
  void whatIsNotDocumentedGoesByTheStatus(int status, Outcome.Kind kind) {
    assertThat(Wire.outcome(error(status, null, "what")).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "5",
        "\"text\"",
        "{\"errors\":null}",
        "{\"errors\":{\"field\":\"subject\"}}",
        "{\"errors\":[null,5,[],{}]}",
        "{\"errors\":[{\"field\":{\"subject\":1},\"message\":[]}]}",
        "{\"errors\":[{\"field\":\"subject\"",
        "\ufeff{}",
        "1e999999999"
      })
  void oddBodiesChangeNothing(String body) {
    assertThat(Wire.outcome(CannedAnswer.json(400, body)))
        .isEqualTo(new Outcome.Misconfigured(Scope.REQUEST, "SendGrid answered 400"));
    assertThat(Wire.outcome(CannedAnswer.json(401, body)).kind())
        .isEqualTo(Outcome.Kind.MISCONFIGURED);
    assertThat(Wire.outcome(CannedAnswer.json(403, body)).kind())
        .isEqualTo(Outcome.Kind.MISCONFIGURED);
    assertThat(Wire.outcome(CannedAnswer.json(202, body)).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }
}
