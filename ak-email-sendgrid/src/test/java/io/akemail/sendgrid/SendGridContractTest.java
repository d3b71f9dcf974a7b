package io.akemail.sendgrid;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome.Kind;
import io.akemail.testkit.AnswerCase;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.EmailProviderContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The contract of all providers. */
class SendGridContractTest extends EmailProviderContract {

  @Override
  protected EmailProvider provider(URI baseUrl, String apiKey) {
    return SendGrid.builder().apiKey(apiKey).baseUrl(baseUrl).allowLocalNetwork().build();
  }

  @Override
  protected Optional<EmailProvider> provider(URI baseUrl, String apiKey, URI statusUrl) {
    return Optional.of(
        SendGrid.builder()
            .apiKey(apiKey)
            .baseUrl(baseUrl)
            .statusUrl(statusUrl)
            .allowLocalNetwork()
            .build());
  }

  @Override
  protected CannedAnswer success(String providerMessageId) {
    return CannedAnswer.of(202).header("X-Message-Id", providerMessageId);
  }

  /** Nothing in the body is what SendGrid documents for its success. */
  @Override
  protected boolean mayAccept(CannedAnswer answer) {
    return answer.toString().equals("202 (0 bytes)");
  }

  @Override
  protected List<Object> printables(String apiKey) {
    return List.of(SendGrid.builder().apiKey(apiKey), new SendGrid.Factory());
  }

  @Override
  protected List<AnswerCase> answers() {
    return List.of(
        AnswerCase.of("taken", CannedAnswer.of(202), Kind.ACCEPTED),
        AnswerCase.of("bad address", error(400, "personalizations.0.to.0.email"), Kind.REJECTED),
        AnswerCase.of("too large", CannedAnswer.html(413, "<h1>413</h1>"), Kind.REJECTED),
        AnswerCase.of("unknown template", error(400, "template_id"), Kind.MISCONFIGURED),
        AnswerCase.of("bad key", error(401, "authorization required"), Kind.MISCONFIGURED),
        AnswerCase.of("credits used up", error(401, "Maximum credits exceeded"), Kind.OVER_LIMIT),
        AnswerCase.of("too many requests", error(429, "too many requests"), Kind.OVER_LIMIT),
        AnswerCase.of("away", error(503, "not available"), Kind.UNAVAILABLE),
        AnswerCase.of("broken", error(500, "internal server error"), Kind.AMBIGUOUS),
        AnswerCase.of("the edge", CannedAnswer.html(504, "<h1>504</h1>"), Kind.AMBIGUOUS));
  }

  private static CannedAnswer error(int status, String text) {
    return CannedAnswer.json(
        status, "{\"errors\":[{\"message\":\"" + text + "\",\"field\":\"" + text + "\"}]}");
  }
}
