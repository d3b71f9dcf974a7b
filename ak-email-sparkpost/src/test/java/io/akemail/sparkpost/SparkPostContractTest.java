package io.akemail.sparkpost;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome.Kind;
import io.akemail.testkit.AnswerCase;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.EmailProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The contract of all providers. */
class SparkPostContractTest extends EmailProviderContract {

  @Override
  protected EmailProvider provider(URI baseUrl, String apiKey) {
    return SparkPost.builder()
        .apiKey(apiKey)
        .baseUrl(baseUrl.resolve("/api/v1"))
        .idempotencyKeys()
        .allowLocalNetwork()
        .build();
  }

  @Override
  protected Optional<EmailProvider> provider(URI baseUrl, String apiKey, URI statusUrl) {
    return Optional.of(
        SparkPost.builder()
            .apiKey(apiKey)
            .baseUrl(baseUrl.resolve("/api/v1"))
            .statusUrl(statusUrl)
            .allowLocalNetwork()
            .build());
  }

  @Override
  protected CannedAnswer success(String providerMessageId) {
    return CannedAnswer.json(
        200,
        "{\"results\":{\"total_rejected_recipients\":0,\"total_accepted_recipients\":1,\"id\":\""
            + providerMessageId
            + "\"}}");
  }

  @Override
  protected String templateId() {
    return "order-template";
  }

  @Override
  protected List<Object> printables(String apiKey) {
    return List.of(SparkPost.builder().apiKey(apiKey), new SparkPost.Factory());
  }

  @Override
  protected List<AnswerCase> answers() {
    return List.of(
        AnswerCase.of("taken", success("1"), Kind.ACCEPTED),
        AnswerCase.of("bad format", error(422, "1300"), Kind.REJECTED),
        AnswerCase.of("too large", CannedAnswer.html(413, "<h1>413</h1>"), Kind.REJECTED),
        AnswerCase.of("domain not verified", error(400, "7001"), Kind.MISCONFIGURED),
        AnswerCase.of("bad key", error(401, ""), Kind.MISCONFIGURED),
        AnswerCase.of("daily limit", error(420, "2102"), Kind.OVER_LIMIT),
        AnswerCase.of("too many requests", error(429, ""), Kind.OVER_LIMIT),
        AnswerCase.of("busy", error(400, "1502"), Kind.UNAVAILABLE),
        AnswerCase.of("away", error(503, "1900"), Kind.UNAVAILABLE),
        AnswerCase.of("first request under way", error(409, "1601"), Kind.AMBIGUOUS),
        AnswerCase.of("the edge", CannedAnswer.html(504, "<h1>504</h1>"), Kind.AMBIGUOUS));
  }

  private static CannedAnswer error(int status, String code) {
    return CannedAnswer.json(
        status, "{\"errors\":[{\"message\":\"m\",\"code\":\"" + code + "\"}]}");
  }
}
