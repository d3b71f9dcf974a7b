package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Problem;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import io.akemail.spi.Outcome.Limit;
import io.akemail.spi.Outcome.Scope;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.Fault;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that the documents name, and what is made of it. */
class MailgunAnswersTest {
  private static final String NOT_ALLOWED = "Domain mg.shop.example is not allowed to send: ";

  private static CannedAnswer error(int status, String message) {
    return CannedAnswer.json(status, "{\"message\":\"" + message + "\"}");
  }

  private static Kind kind(CannedAnswer answer) {
    return Wire.outcome(answer).kind();
  }

  @Test
  void anIdIsAcceptanceWithoutItsBrackets() {
    assertThat(Wire.outcome(Wire.TAKEN)).isEqualTo(new Outcome.Accepted(Wire.ID));
    assertThat(Wire.outcome(CannedAnswer.json(200, "{\"id\":\"message-id\"}")))
        .isEqualTo(new Outcome.Accepted("message-id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id\":null,",
        "\"id\":5,",
        "\"id\":\"\",",
        "\"id\":\"<>\",",
        "\"id\":\"a b\",",
        "\"id\":\"<a\\u0000b>\",",
        ""
      })
  void aMissingIdIsNoReasonToDoubt(String id) {
    String body = "{" + id + "\"message\":\"Queued. Thank you.\"}";
    assertThat(Wire.outcome(CannedAnswer.json(200, body))).isEqualTo(new Outcome.Accepted(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "null",
        "[]",
        "{}",
        "Queued. Thank you.",
        "\"Queued. Thank you.\"",
        "{\"id\":{}}",
        "{\"id\":\"ada b\"}",
        "{\"message\":\"Forbidden\"}",
        "{\"message\":[\"Queued\"]}",
        "{\"id\":\"1\""
      })
  void successOfAnotherShapeIsNoProof(String body) {
    assertThat(kind(CannedAnswer.json(200, body))).isEqualTo(Kind.AMBIGUOUS);
  }

  @Test
  void aWebPageIsNoProof() {
    assertThat(kind(CannedAnswer.html(200, "<h1>Sign in</h1>"))).isEqualTo(Kind.AMBIGUOUS);
    assertThat(kind(Wire.TAKEN.header("Content-Type", "text/html"))).isEqualTo(Kind.AMBIGUOUS);
    for (int status : new int[] {201, 202, 204}) {
      assertThat(kind(CannedAnswer.of(status))).isEqualTo(Kind.AMBIGUOUS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"<2011@samples.mailgun.org>\",\"message\" | ACCEPTED",
        "{ \"id\" : \"<2011@ | ACCEPTED",
        "{\"message\":\"Queued. Thank you.\", | ACCEPTED",
        "{\"mess | ACCEPTED",
        "{\"message\":\"Forb | AMBIGUOUS",
        "<html> | AMBIGUOUS"
      })
  void successThatIsCutOffIsAcceptanceIfItBeginsLikeIt(String begin, Kind kind) {
    CannedAnswer whole = CannedAnswer.json(200, begin + " ".repeat(begin.length()));
    try (FaultServer server =
            FaultServer.start()
                .otherwise(Fault.of(Fault.Stage.HALF_BODY, Fault.End.CLOSE).cutting(whole));
        EmailProvider provider = Wire.builder(server).build()) {
      Outcome outcome = provider.send(Messages.plain(), TestContext.create());
      assertThat(outcome.kind()).isEqualTo(kind);
    }
  }

  @Test
  void theGreetingOfAWrongPathIsASetting() {
    assertThat(kind(CannedAnswer.html(200, "Mailgun Magnificent API")))
        .isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void acceptanceInTestModeIsMarked() {
    Outcome outcome =
        Wire.exchange(Messages.plain(), Mailgun.Builder::sandbox, Wire.TAKEN).outcome();
    assertThat(((Outcome.Accepted) outcome).proof()).isEqualTo(Outcome.Proof.TEST_ONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "to parameter is not a valid address. please check documentation | to",
        "'from' parameter is not a valid address. please check documentation | from",
        "cc parameter is not a valid address | cc",
        "bcc parameter is not a valid address | bcc",
        "from parameter is missing | from",
        "to parameter is missing | to",
        "'message' parameter is missing | message",
        "Reply-To is not a valid address | recipients",
        "Need at least one of 'text', 'html' or 'template' parameters specified | text, html",
        "Only one parameters 'html' or 'template' is allowed. | html",
        "Too many recipients, max is 1000 | recipients",
        "Header name must be pure ASCII | headers",
        "o:deliverytime: soon is not an RFC-2822 compliant date | sendAt",
        "invalid delivery time format | sendAt",
        "Send options (parameters starting with o:, h:, v:, or t:) are limited to 16KB total"
            + " | headers, metadata, mergeData",
        "'recipient-variables' parameter is not a valid JSON | personalizations"
      })
  void aFaultOfTheMessageIsTheCallers(String message, String field) {
    Outcome outcome = Wire.outcome(error(400, message));
    assertThat(outcome.kind()).isEqualTo(Kind.REJECTED);
    assertThat(((Outcome.Rejected) outcome).problems())
        .extracting(Problem::field)
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sandbox subdomains are for test purposes only. Please add your own domain | REQUEST",
        "Free accounts are for test purposes only. Please upgrade | REQUEST",
        "The domain is unverified and requires DNS configuration. Log in | ACCOUNT",
        "Please activate your Mailgun account. Check your inbox or log in | ACCOUNT",
        "Your account is disabled. | ACCOUNT"
      })
  void aDomainOrAccountThatMayNotSendIsASetting(String reason, Scope scope) {
    Outcome outcome = Wire.outcome(error(400, NOT_ALLOWED + reason));
    assertThat(((Outcome.Misconfigured) outcome).scope()).isEqualTo(scope);
    assertThat(outcome.why()).doesNotContain("mg.shop.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x is not a valid secondary dkim domain name",
        "Invalid request content type: Expecting 'multipart/form-data' but got 'text/plain'",
        "malformed multipart/form-data request",
        "unable to parse request",
        "template 'a' not found",
        "subject parameter is missing",
        ""
      })
  void anotherRefusalConcernsRequestsLikeThisOne(String message) {
    Outcome outcome = Wire.outcome(error(400, message));
    assertThat(((Outcome.Misconfigured) outcome).scope()).isEqualTo(Scope.REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "401,Forbidden",
    "401,Invalid private key",
    "402,Request Failed: parameters valid but request failed",
    "403,Rejected: IP 1.2.3.4 can't be used to send the message",
    "403,anything",
    "404,Domain not found: mg.shop.example",
    "404,page not found",
    "405,Method not allowed",
    "406,''",
    "415,''",
    "301,''"
  })
  void whatAPersonMustMendConcernsTheWholeAccount(int status, String message) {
    Outcome outcome = Wire.outcome(error(status, message));
    assertThat(((Outcome.Misconfigured) outcome).scope()).isEqualTo(Scope.ACCOUNT);
    assertThat(outcome.why()).doesNotContain("mg.shop.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forbidden", "\"Forbidden\"", "", "{\"message\":{}}"})
  void aRefusedKeyNeedsNoJson(String body) {
    for (String type : List.of("text/plain", "application/json")) {
      assertThat(Wire.outcome(CannedAnswer.of(401).header("Content-Type", type).body(body)))
          .isEqualTo(
              new Outcome.Misconfigured(
                  "Mailgun answered 401: the API key is refused, or it or the domain is of the"
                      + " other region"));
    }
  }

  @Test
  void largeBatchesAreOverALimitThatTellsNoEnd() {
    String message = "Domain mg.shop.example is not allowed to send large batches yet";
    assertThat(Wire.outcome(error(403, message)))
        .isEqualTo(new Outcome.OverLimit(null, Limit.RATE, "Mailgun: no large batches yet"));
  }

  @Test
  void aMessageThatIsTooLargeIsTheCallers() {
    assertThat(kind(error(413, "request size exceeds 52.4MiB limit"))).isEqualTo(Kind.REJECTED);
  }

  @Test
  void theEndOfALimitIsReadInSeconds() {
    String message =
        NOT_ALLOWED + "account-requests-per-sec limit exceeded, try again after 120 seconds";
    assertThat(Wire.outcome(error(429, message)))
        .isEqualTo(
            new Outcome.OverLimit(Duration.ofMinutes(2), Limit.RATE, "Mailgun: too many requests"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "bytes", "recipient"})
  void theEndOfALimitIsReadAsADateByTheServersClock(String limit) {
    String message =
        NOT_ALLOWED + limit + " limit exceeded, try again after Mon, 20 Dec 2021 20:33:21 UTC";
    CannedAnswer answer = error(429, message).header("Date", "Mon, 20 Dec 2021 20:03:20 GMT");
    assertThat(Wire.outcome(answer))
        .isEqualTo(
            new Outcome.OverLimit(
                Duration.ofSeconds(1801), Limit.QUOTA, "Mailgun: the domain's sending limit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "after 1 second | PT1S",
        "after 0 seconds | PT0S",
        "after Mon, 20 Dec 2021 20:03:30 GMT. | PT10S",
        "after Mon, 20 Dec 2021 21:03:30 +0100 | PT10S",
        "after Mon, 20 Dec 2021 20:00:00 UTC | PT0S",
        "after Sat, 20 Dec 2031 20:00:00 UTC | PT8760H",
        "after 999999999 seconds | PT8760H",
        "after 9999999999 seconds | PT7S",
        "after 5 parsecs | PT7S",
        "after -5 seconds | PT7S",
        "after Mon, 20 Dec 2031 20:00:00 UTC | PT7S",
        "after a while | PT7S",
        "after | PT7S",
        "later | PT7S"
      })
  void whatCannotBeReadLeavesTheHeaderField(String end, Duration pause) {
    CannedAnswer answer =
        error(429, NOT_ALLOWED + "limit exceeded, try again " + end)
            .header("Date", "Mon, 20 Dec 2021 20:03:20 GMT")
            .header("Retry-After", "7");
    assertThat(((Outcome.OverLimit) Wire.outcome(answer)).retryAfter()).isEqualTo(pause);
  }

  @Test
  void aLimitMayTellNothing() {
    for (CannedAnswer answer :
        List.of(CannedAnswer.of(429), CannedAnswer.html(429, "<h1>429</h1>"), error(429, "no"))) {
      assertThat(Wire.outcome(answer))
          .isEqualTo(new Outcome.OverLimit(null, Limit.RATE, "Mailgun: too many requests"));
    }
  }

  @Test
  void aBrokenEdgeIsNotMailgunsWordThatNothingWasTaken() {
    assertThat(kind(error(500, "Internal Server Error"))).isEqualTo(Kind.UNAVAILABLE);
    assertThat(kind(error(502, "Bad Gateway"))).isEqualTo(Kind.UNAVAILABLE);
    assertThat(kind(error(503, "Service Unavailable"))).isEqualTo(Kind.UNAVAILABLE);
    assertThat(kind(CannedAnswer.html(503, "<h1>503</h1>"))).isEqualTo(Kind.UNAVAILABLE);
    for (int status : new int[] {500, 502, 504, 511}) {
      assertThat(kind(CannedAnswer.html(status, "<h1>"))).isEqualTo(Kind.AMBIGUOUS);
      assertThat(kind(CannedAnswer.of(status))).isEqualTo(Kind.AMBIGUOUS);
    }
    assertThat(kind(error(504, "Gateway Timeout"))).isEqualTo(Kind.AMBIGUOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "5",
        "{\"message\":null}",
        "{\"message\":[5]}",
        "{\"message\":\"x\""
      })
  void oddBodiesChangeNothing(String body) {
    for (int status : new int[] {400, 401, 403, 404}) {
      Outcome outcome = Wire.outcome(CannedAnswer.json(status, body));
      assertThat(outcome.kind()).isEqualTo(Kind.MISCONFIGURED);
      assertThat(outcome.why()).startsWith("Mailgun answered " + status + ": ");
    }
  }
}
