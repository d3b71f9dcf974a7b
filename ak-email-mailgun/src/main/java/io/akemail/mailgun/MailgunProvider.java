package io.akemail.mailgun;

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

/** One domain at Mailgun. Thread-safe; keeps nothing between calls but connections. */
final class MailgunProvider implements EmailProvider {
  private static final Set<Capability> CAPABILITIES =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(Capability.UNICODE_LOCAL_PART, Capability.IDEMPOTENCY_KEY)));

  private final MailgunSettings settings;
  private final Secret credential;
  private final HttpTransport transport;
  private final @Nullable StatusPage page;
  private final String messages;
  private final Function<HttpAnswer, Outcome> classify;
  private final ReachabilityCheck domain;

  /**
   * Makes the provider.
   *
   * @param credential what tells the key and the domain apart from others
   */
  MailgunProvider(
      MailgunSettings settings,
      Secret credential,
      HttpTransport transport,
      @Nullable StatusPage page) {
    this.settings = settings;
    this.credential = credential;
    this.transport = transport;
    this.page = page;
    this.messages = "/v3/" + settings.domain() + "/messages";
    this.classify = new MailgunAnswers(settings.sandbox())::classify;
    String path = "/v3/domains/" + settings.domain();
    this.domain = timeout -> transport.isReachable(path, timeout);
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
    MailgunFields fields = new MailgunFields(settings, message);
    return Optional.ofNullable(MailgunLimits.whyNot(settings, message, fields, now));
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    MailgunFields fields = new MailgunFields(settings, message);
    @Nullable String whyNot = MailgunLimits.whyNot(settings, message, fields, context.now());
    if (whyNot != null) {
      return new Outcome.Unsupported(whyNot);
    }
    List<Problem> problems = MailgunOptions.problems(settings, message);
    if (!problems.isEmpty()) {
      return new Outcome.Rejected(problems);
    }
    MailgunPayload payload = new MailgunPayload(message, fields);
    return transport.post(HttpPost.form(messages, payload::writeTo), context, classify);
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    return Optional.of(domain);
  }

  @Override
  public Optional<HealthSource> healthSource() {
    return Optional.ofNullable(page);
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return credential.fingerprint(deploymentSalt);
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
    return "Mailgun[" + settings.id() + "]";
  }
}
