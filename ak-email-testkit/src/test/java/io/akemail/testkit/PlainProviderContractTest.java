package io.akemail.testkit;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The contract passes a provider that keeps it. */
class PlainProviderContractTest extends EmailProviderContract {
  @Override
  protected EmailProvider provider(URI baseUrl, String apiKey) {
    return new PlainProvider(baseUrl, apiKey, flaws());
  }

  @Override
  protected Optional<EmailProvider> provider(URI baseUrl, String apiKey, URI statusUrl) {
    return Optional.of(new PlainProvider(baseUrl, apiKey, flaws()).reading(statusUrl));
  }

  Set<Flaw> flaws() {
    return Set.of();
  }

  @Override
  protected CannedAnswer success(String providerMessageId) {
    return CannedAnswer.json(201, "{\"id\":\"" + providerMessageId + "\"}");
  }

  @Override
  protected List<AnswerCase> answers() {
    return List.of(
        AnswerCase.of("taken", success("7"), Kind.ACCEPTED),
        AnswerCase.of("malformed", CannedAnswer.json(400, "{}"), Kind.REJECTED),
        AnswerCase.of("bad key", CannedAnswer.json(401, "{}"), Kind.MISCONFIGURED),
        AnswerCase.of("too fast", CannedAnswer.json(429, "{}"), Kind.OVER_LIMIT),
        AnswerCase.of("at fault", CannedAnswer.json(500, "{}"), Kind.AMBIGUOUS),
        AnswerCase.of("not there", CannedAnswer.json(503, "{}"), Kind.UNAVAILABLE));
  }
}
