package io.akemail.sparkpost;

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
class SparkPostAnswersTest {

  private static CannedAnswer error(int status, String code) {
    return CannedAnswer.json(
        status,
        "{\"errors\":[{\"message\":\"m\",\"description\":\"d\",\"code\":\"" + code + "\"}]}");
  }

  private static CannedAnswer results(String members) {
    return CannedAnswer.json(200, "{\"results\":{" + members + "}}");
  }

  @Test
  void resultsAreAcceptanceUnderTheirId() {
    assertThat(Wire.outcome(Wire.TAKEN)).isEqualTo(new Outcome.Accepted("11668787484950529"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"total_accepted_recipients\":1",
        "\"total_accepted_recipients\":1,\"id\":null",
        "\"total_accepted_recipients\":1,\"id\":{}",
        "\"total_accepted_recipients\":1,\"id\":\"\"",
        "\"total_accepted_recipients\":1,\"id\":\"ada@example.org\""
      })
  void aMissingIdIsNoReasonToDoubt(String members) {
    assertThat(Wire.outcome(results(members))).isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void anIdIsEnoughAndMayBeANumber() {
    assertThat(Wire.outcome(results("\"id\":42"))).isEqualTo(new Outcome.Accepted("42"));
    assertThat(Wire.outcome(results("\"id\":\"" + "x".repeat(201) + "\"")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "null",
        "[]",
        "{}",
        "{\"results\":{}}",
        "{\"results\":[]}",
        "{\"results\":{\"total_accepted_recipients\":\"1\"}}",
        "{\"results\":{\"id\":\"1\"",
        "{\"errors\":[]}"
      })
  void successOfAnotherShapeIsNoProof(String body) {
    assertThat(Wire.outcome(CannedAnswer.json(200, body)).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204})
  void anotherSuccessThanTheDocumentedOneIsNoProof(int status) {
    assertThat(Wire.outcome(CannedAnswer.of(status)).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @Test
  void aWebPageIsNoProof() {
    assertThat(Wire.outcome(CannedAnswer.html(200, "<h1>Sign in</h1>")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(Wire.outcome(Wire.TAKEN.header("Content-Type", "text/html")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @Test
  void aReplayedAnswerIsTheFirstOnesAcceptance() {
    assertThat(Wire.outcome(Wire.TAKEN.header("X-Idempotent-Replayed", "true")))
        .isEqualTo(new Outcome.Accepted("11668787484950529", List.of(), Proof.REPLAYED));
    assertThat(Wire.outcome(Wire.TAKEN.header("X-Idempotent-Replayed", "false")))
        .isEqualTo(new Outcome.Accepted("11668787484950529"));
  }

  @Test
  void aKeyInUseIsUnclearAndAKeyOfAnotherRequestIsOurFault() {
    assertThat(Wire.outcome(error(409, "1601")))
        .isEqualTo(
            new Outcome.Ambiguous(
                Origin.PROVIDER, "SparkPost still works on the first request with this key"));
    assertThat(Wire.outcome(error(409, "1600")))
        .isEqualTo(
            new Outcome.Misconfigured(
                Scope.REQUEST,
                "SparkPost answered 409 (code 1600): this key was used for another request"));
    assertThat(Wire.outcome(CannedAnswer.of(409)).kind()).isEqualTo(Outcome.Kind.MISCONFIGURED);
    assertThat(Wire.outcome(error(400, "1602")))
        .isEqualTo(
            new Outcome.Misconfigured(
                Scope.REQUEST,
                "SparkPost answered 400 (code 1602): the idempotency key is refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "400,7000,MISCONFIGURED",
    "400,7001,MISCONFIGURED",
    "400,1100,MISCONFIGURED",
    "400,1910,MISCONFIGURED",
    "400,1502,UNAVAILABLE",
    "400,1901,REJECTED",
    "400,1902,REJECTED",
    "400,2008,REJECTED",
    "400,5002,REJECTED",
    "400,1200,MISCONFIGURED",
    "400,1305,MISCONFIGURED",
    "400,1401,MISCONFIGURED",
    "400,2001,MISCONFIGURED",
    "400,9999,MISCONFIGURED",
    "401,1303,MISCONFIGURED",
    "401,1304,MISCONFIGURED",
    "401,'',MISCONFIGURED",
    "403,1100,MISCONFIGURED",
    "403,1601,MISCONFIGURED",
    "403,'',MISCONFIGURED",
    "404,1101,MISCONFIGURED",
    "404,1103,MISCONFIGURED",
    "404,1600,MISCONFIGURED",
    "405,1102,MISCONFIGURED",
    "406,1800,MISCONFIGURED",
    "415,1700,MISCONFIGURED",
    "413,'',REJECTED",
    "420,2101,OVER_LIMIT",
    "420,2102,OVER_LIMIT",
    "420,2105,OVER_LIMIT",
    "420,2103,MISCONFIGURED",
    "420,'',OVER_LIMIT",
    "422,1300,REJECTED",
    "422,1301,REJECTED",
    "422,1400,REJECTED",
    "422,2002,REJECTED",
    "422,2007,REJECTED",
    "422,3000,REJECTED",
    "422,3001,REJECTED",
    "422,3002,REJECTED",
    "422,3010,REJECTED",
    "422,3020,REJECTED",
    "422,3040,REJECTED",
    "422,3050,REJECTED",
    "422,1603,MISCONFIGURED",
    "422,2004,MISCONFIGURED",
    "422,2005,MISCONFIGURED",
    "422,2106,MISCONFIGURED",
    "422,'',MISCONFIGURED",
    "429,'',OVER_LIMIT",
    "500,1500,UNAVAILABLE",
    "500,1501,UNAVAILABLE",
    "502,'',AMBIGUOUS",
    "503,1900,UNAVAILABLE",
    "504,'',AMBIGUOUS",
    "301,'',MISCONFIGURED",
    "402,'',MISCONFIGURED",
    "408,'',UNAVAILABLE",
    "511,'',AMBIGUOUS"
  })
  void eachStatusWithItsCodeBecomesItsOutcome(int status, String code, Outcome.Kind kind) {
    Outcome outcome = Wire.outcome(error(status, code));
    assertThat(outcome.kind()).isEqualTo(kind);
    boolean ours = kind != Outcome.Kind.AMBIGUOUS && status != 429 && status != 420;
    if (ours && !code.isEmpty()) {
      assertThat(outcome.toString()).contains("(code " + code + ")");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,7000,REQUEST",
    "400,7001,REQUEST",
    "400,1200,REQUEST",
    "400,1910,ACCOUNT",
    "401,1303,ACCOUNT",
    "403,1100,ACCOUNT",
    "403,1601,ACCOUNT",
    "404,1600,REQUEST",
    "404,1101,ACCOUNT",
    "405,1102,ACCOUNT",
    "406,1800,ACCOUNT",
    "409,1600,REQUEST",
    "415,1700,ACCOUNT",
    "420,2103,REQUEST",
    "422,1603,REQUEST",
    "422,2004,REQUEST",
    "422,9999,REQUEST"
  })
  void aFaultOfOneRequestLeavesTheAccountInUse(int status, String code, Scope scope) {
    Outcome outcome = Wire.outcome(error(status, code));
    assertThat(((Outcome.Misconfigured) outcome).scope()).isEqualTo(scope);
  }

  @Test
  void eachLimitIsOfItsKind() {
    assertThat(Wire.outcome(error(420, "2101")))
        .isEqualTo(new Outcome.OverLimit(null, Limit.RATE, "SparkPost: hourly sending limit"));
    assertThat(Wire.outcome(error(420, "2102")))
        .isEqualTo(new Outcome.OverLimit(null, Limit.QUOTA, "SparkPost: daily sending limit"));
    assertThat(Wire.outcome(error(420, "2105").header("Retry-After", "9")))
        .isEqualTo(
            new Outcome.OverLimit(
                Duration.ofSeconds(9), Limit.QUOTA, "SparkPost: monthly sending limit"));
    assertThat(Wire.outcome(error(429, "").header("Retry-After", "2")))
        .isEqualTo(
            new Outcome.OverLimit(
                Duration.ofSeconds(2), Limit.RATE, "SparkPost: too many requests"));
  }

  @Test
  void hintsTellWhatToLookAt() {
    assertThat(Wire.outcome(error(400, "7001")))
        .isEqualTo(
            new Outcome.Misconfigured(
                Scope.REQUEST,
                "SparkPost answered 400 (code 7001): the sending domain is not set up or not"
                    + " verified"));
    assertThat(
            Wire.outcome(CannedAnswer.json(401, "{\"errors\":[{\"message\":\"Unauthorized.\"}]}")))
        .isEqualTo(new Outcome.Misconfigured("SparkPost answered 401: the API key is refused"));
  }

  @Test
  void allFaultsOfAMessageAreTold() {
    String body = "{\"errors\":[{\"code\":\"1300\"},{\"code\":1400},{\"message\":\"no code\"}]}";
    assertThat(Wire.outcome(CannedAnswer.json(422, body)))
        .isEqualTo(
            new Outcome.Rejected(
                List.of(
                    new Problem("message", "is refused by SparkPost (code 1300)"),
                    new Problem("message", "is refused by SparkPost (code 1400)"),
                    new Problem("message", "is refused by SparkPost"))));
  }

  @Test
  void aBrokenEdgeIsNotSparkPostsWordThatNothingWasTaken() {
    assertThat(Wire.outcome(CannedAnswer.html(500, "<h1>500</h1>")).kind())
        .isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(Wire.outcome(CannedAnswer.of(500)).kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
    assertThat(Wire.outcome(CannedAnswer.html(503, "<h1>503</h1>")))
        .isEqualTo(new Outcome.Unavailable(Origin.PROVIDER, "SparkPost answered 503"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "5",
        "{\"errors\":null}",
        "{\"errors\":{\"code\":\"1300\"}}",
        "{\"errors\":[null,5,[],{}]}",
        "{\"errors\":[{\"code\":{}}]}",
        "{\"errors\":[{\"code\":\"13000000000000\"}]}",
        "{\"errors\":[{\"code\":\"ada@example.org\"}]}",
        "{\"errors\":[{\"code\":\"1300\"",
        "1e999999999"
      })
  void oddBodiesChangeNothing(String body) {
    for (int status : new int[] {400, 401, 403, 404, 409, 422}) {
      Outcome outcome = Wire.outcome(CannedAnswer.json(status, body));
      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.MISCONFIGURED);
      assertThat(outcome.why()).startsWith("SparkPost answered " + status + ": ");
    }
  }
}
