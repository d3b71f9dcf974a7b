package io.akemail.sparkpost;

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
import io.akemail.spi.http.HttpPost;
import io.akemail.spi.http.HttpTransport;
import io.akemail.spi.http.StatusPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account at SparkPost. Thread-safe; keeps nothing between calls but connections. */
final class SparkPostProvider implements EmailProvider {
  private static final String TRANSMISSIONS = "/transmissions";
  private static final String ACCOUNT = "/account";
  private static final Duration KEY_RETENTION = Duration.ofHours(24);

  private final SparkPostSettings settings;
  private final Secret apiKey;
  private final HttpTransport transport;
  private final @Nullable StatusPage page;
  private final Set<Capability> capabilities;
  private final ReachabilityCheck account;

  SparkPostProvider(
      SparkPostSettings settings,
      Secret apiKey,
      HttpTransport transport,
      @Nullable StatusPage page,
      boolean keepsKeys) {
    this.settings = settings;
    this.apiKey = apiKey;
    this.transport = transport;
    this.page = page;
    this.account = timeout -> transport.isReachable(ACCOUNT, timeout);
    EnumSet<Capability> all = EnumSet.allOf(Capability.class);
    all.remove(Capability.LIST_UNSUBSCRIBE);
    all.remove(Capability.MESSAGE_ID);
    all.remove(Capability.UNICODE_LOCAL_PART);
    if (!keepsKeys) {
      all.remove(Capability.IDEMPOTENCY_KEY);
    }
    this.capabilities = Collections.unmodifiableSet(all);
  }

  @Override
  public ProviderId id() {
    return settings.id();
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<String> cannotCarry(EmailMessage message, Instant now) {
    return Optional.ofNullable(SparkPostLimits.whyNot(settings, message, now));
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    @Nullable String whyNot = SparkPostLimits.whyNot(settings, message, context.now());
    if (whyNot != null) {
      return new Outcome.Unsupported(whyNot);
    }
    List<Problem> problems = SparkPostOptions.problems(settings, message);
    if (!problems.isEmpty()) {
      return new Outcome.Rejected(problems);
    }
    SparkPostPayload payload = new SparkPostPayload(settings, message);
    HttpPost post =
        HttpPost.json(TRANSMISSIONS, payload::writeTo)
            .header("Idempotency-Key", context.idempotencyKey());
    SparkPostAnswers answers = new SparkPostAnswers(settings.sink(), message);
    return transport.post(post, context, answers::classify);
  }

  @Override
  public Duration keyRetention() {
    return KEY_RETENTION;
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    return Optional.of(account);
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
    return "SparkPost[" + settings.id() + "]";
  }
}
