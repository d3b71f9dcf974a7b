package io.akemail.mailgun;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome.Kind;
import io.akemail.testkit.AnswerCase;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.EmailProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The contract of all providers. */
class MailgunContractTest extends EmailProviderContract {

  @Override
  protected EmailProvider provider(URI baseUrl, String apiKey) {
    return Mailgun.builder()
        .apiKey(apiKey)
        .domain(Wire.DOMAIN)
        .baseUrl(baseUrl)
        .allowLocalNetwork()
        .build();
  }

  @Override
  protected Optional<EmailProvider> provider(URI baseUrl, String apiKey, URI statusUrl) {
    return Optional.of(
        Mailgun.builder()
            .apiKey(apiKey)
            .domain(Wire.DOMAIN)
            .baseUrl(baseUrl)
            .statusUrl(statusUrl)
            .allowLocalNetwork()
            .build());
  }

  @Override
  protected CannedAnswer success(String providerMessageId) {
    return CannedAnswer.json(
        200, "{\"id\":\"<" + providerMessageId + ">\",\"message\":\"Queued. Thank you.\"}");
  }

  @Override
  protected String templateId() {
    return "order-template";
  }

  @Override
  protected List<Object> printables(String apiKey) {
    return List.of(Mailgun.builder().apiKey(apiKey).domain(Wire.DOMAIN), new Mailgun.Factory());
  }

  @Override
  protected List<AnswerCase> answers() {
    return List.of(
        AnswerCase.of("taken", success("1"), Kind.ACCEPTED),
        AnswerCase.of(
            "bad address", error(400, "to parameter is not a valid address."), Kind.REJECTED),
        AnswerCase.of("too large", CannedAnswer.html(413, "<h1>413</h1>"), Kind.REJECTED),
        AnswerCase.of(
            "domain not verified",
            error(400, "Domain x is not allowed to send: The domain is unverified and ..."),
            Kind.MISCONFIGURED),
        AnswerCase.of("bad key", CannedAnswer.of(401).body("Forbidden"), Kind.MISCONFIGURED),
        AnswerCase.of(
            "too many requests",
            error(429, "limit exceeded, try again after 120 seconds"),
            Kind.OVER_LIMIT),
        AnswerCase.of("broken", error(500, "Internal Server Error"), Kind.UNAVAILABLE),
        AnswerCase.of("away", error(503, "Service Unavailable"), Kind.UNAVAILABLE),
        AnswerCase.of("the edge", CannedAnswer.html(504, "<h1>504</h1>"), Kind.AMBIGUOUS));
  }

  private static CannedAnswer error(int status, String message) {
    return CannedAnswer.json(status, "{\"message\":\"" + message + "\"}");
  }
}
