package io.akemail.sendgrid;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.spi.Secret;
import io.akemail.spi.SendContext;
import io.akemail.spi.http.HttpAnswer;
import io.akemail.spi.http.HttpPost;
import io.akemail.spi.http.HttpTransport;
import io.akemail.spi.http.StatusPage;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One account at SendGrid. Thread-safe; keeps nothing between calls but connections. */
final class SendGridProvider implements EmailProvider {
  private static final String SEND = "/v3/mail/send";
  private static final String SCOPES = "/v3/scopes";

  private static final Set<Capability> CAPABILITIES =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(Capability.UNICODE_LOCAL_PART, Capability.IDEMPOTENCY_KEY)));

  private final SendGridSettings settings;
  private final Secret apiKey;
  private final HttpTransport transport;
  private final @Nullable StatusPage page;
  private final Function<HttpAnswer, Outcome> classify;
  private final ReachabilityCheck scopes;

  SendGridProvider(
      SendGridSettings settings,
      Secret apiKey,
      HttpTransport transport,
      @Nullable StatusPage page) {
    this.settings = settings;
    this.apiKey = apiKey;
    this.transport = transport;
    this.page = page;
    this.classify = new SendGridAnswers(settings.sandbox())::classify;
    this.scopes = timeout -> transport.isReachable(SCOPES, timeout);
  }

  @Override
  public ProviderId id() {
    return settings.id();
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Optional<String> cannotCarry(EmailMessage message, Instant now) {
    return Optional.ofNullable(SendGridLimits.whyNot(settings, message, now));
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    @Nullable String whyNot = SendGridLimits.whyNot(settings, message, context.now());
    if (whyNot != null) {
      return new Outcome.Unsupported(whyNot);
    }
    List<Problem> problems = SendGridOptions.problems(settings, message);
    if (!problems.isEmpty()) {
      return new Outcome.Rejected(problems);
    }
    SendGridPayload payload = new SendGridPayload(settings, message);
    return transport.post(HttpPost.json(SEND, payload::writeTo), context, classify);
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    return Optional.of(scopes);
  }

  @Override
  public Optional<HealthSource> healthSource() {
    return Optional.ofNullable(page);
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return apiKey.fingerprint(deploymentSalt);
  }

  @Override
  public void close() {
    transport.close();
    if (page != null) {
      page.close();
    }
  }

  /** The id only. */
  @Override
  public String toString() {
    return "SendGrid[" + settings.id() + "]";
  }
}
