package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the head of an answer. */
class HttpAnswerTest {
  private static final String DATE = "Tue, 24 Nov 2026 05:00:00 GMT";
  private static final long DATE_SECONDS = 1_795_496_400;

  private static HttpAnswer answer(int status, String... fields) {
    Response.Builder response =
        new Response.Builder()
            .request(new Request.Builder().url("http://localhost/").build())
            .protocol(Protocol.HTTP_1_1)
            .message("")
            .code(status);
    for (int i = 0; i < fields.length; i += 2) {
      response.addHeader(fields[i], fields[i + 1]);
    }
    return HttpAnswer.withoutBody(response.build());
  }

  @Test
  void theFirstFieldOfANameIsFoundInAnyCase() {
    HttpAnswer answer = answer(200, "X-Id", "first", "x-id", "second");

    assertThat(answer.header("X-ID")).contains("first");
    assertThat(answer.header("X-Other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,application/json",
    "'Application/JSON; charset=utf-8',application/json",
    "' text/html ;q=1',text/html",
    "'',''"
  })
  void theMediaTypeStandsAlone(String field, String expected) {
    assertThat(answer(200, "Content-Type", field).mediaType()).isEqualTo(expected);
  }

  @Test
  void withoutAMediaTypeItIsEmpty() {
    assertThat(answer(200).mediaType()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "120,120",
    "' 7 ',7",
    "-5,0",
    "31536001,31536000",
    "999999999999999999,31536000",
    "99999999999999999999999999,31536000",
    "'Tue, 24 Nov 2026 05:00:30 GMT',30",
    "'Tue, 24 Nov 2026 04:00:00 GMT',0",
    "'Fri, 31 Dec 9999 23:59:59 GMT',31536000"
  })
  void aToldPauseIsRelativeToTheAnswersOwnDate(String field, long seconds) {
    assertThat(answer(429, "Date", DATE, "Retry-After", field).retryAfter())
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "soon", "1.5", "+5", "1e3", "0x10", "5 s"})
  void aPauseThatCannotBeReadIsNone(String field) {
    assertThat(answer(429, "Date", DATE, "Retry-After", field).retryAfter()).isEmpty();
    assertThat(answer(429, "Date", DATE, "X-Reset", field).untilUnixSeconds("X-Reset")).isEmpty();
  }

  @Test
  void aTimeWithoutTheAnswersDateIsNone() {
    assertThat(answer(429, "Retry-After", "Tue, 24 Nov 2026 05:00:30 GMT").retryAfter()).isEmpty();
    assertThat(answer(429, "X-Reset", "1795496500").untilUnixSeconds("X-Reset")).isEmpty();
    assertThat(answer(429, "Date", "today", "X-Reset", "1795496500").untilUnixSeconds("X-Reset"))
        .isEmpty();
    assertThat(answer(429, "Date", DATE).untilUnixSeconds("X-Reset")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "90,90", "-90,0", "40000000,31536000"})
  void unixSecondsAreRelativeToTheAnswersOwnDate(long offset, long seconds) {
    HttpAnswer answer = answer(429, "Date", DATE, "X-Reset", Long.toString(DATE_SECONDS + offset));

    assertThat(answer.untilUnixSeconds("X-Reset")).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void unixSecondsTooLargeToCountWithAreCapped() {
    HttpAnswer answer = answer(429, "Date", DATE, "X-Reset", "9".repeat(40));

    assertThat(answer.untilUnixSeconds("X-Reset")).contains(Duration.ofDays(365));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 304, 307, 399, 400, 401, 402, 403, 404, 407, 409, 422, 451, 499})
  void redirectsAndFaultsOfTheRequestAreMisconfigured(int status) {
    assertThat(answer(status, "X", "y").byStatus())
        .isEqualTo(new Outcome.Misconfigured("HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 199, 200, 202, 204, 299, 500, 501, 502, 504, 505, 599, 600, 999})
  void whatSaysNothingSureIsAmbiguous(int status) {
    assertThat(answer(status).byStatus())
        .isEqualTo(new Outcome.Ambiguous(Origin.PROVIDER, "HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void aServerThatDidNotTakeTheRequestIsUnavailable(int status) {
    assertThat(answer(status).byStatus())
        .isEqualTo(new Outcome.Unavailable(Origin.PROVIDER, "HTTP " + status));
  }

  @Test
  void tooManyRequestsIsOverLimitForTheToldTime() {
    assertThat(answer(429, "Retry-After", "12").byStatus())
        .isEqualTo(new Outcome.OverLimit(Duration.ofSeconds(12), Outcome.Limit.RATE, "HTTP 429"));
    assertThat(answer(429).byStatus())
        .isEqualTo(new Outcome.OverLimit(null, Outcome.Limit.RATE, "HTTP 429"));
  }

  @Test
  void aMessageThatIsTooLargeIsRejected() {
    assertThat(answer(413).byStatus())
        .isEqualTo(
            new Outcome.Rejected(
                List.of(new Problem("", "is too large for the provider (HTTP 413)"))));
  }

  @Test
  void textShowsTheStatusOnly() {
    assertThat(answer(200, "X-Secret", "s3cret")).hasToString("HttpAnswer[200]");
  }
}
