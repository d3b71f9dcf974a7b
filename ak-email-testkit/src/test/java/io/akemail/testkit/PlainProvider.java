package io.akemail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.spi.Secret;
import io.akemail.spi.SendContext;
import io.akemail.spi.http.HttpAnswer;
import io.akemail.spi.http.HttpPost;
import io.akemail.spi.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A provider with a dialect of its own that keeps the contract, but for the flaw it is given. */
final class PlainProvider implements EmailProvider {
  private static final String SEND = "/send";

  private final String apiKey;
  private final Secret secret;
  private final Set<Flaw> flaws;
  private final HttpTransport transport;
  private @Nullable PlainHealth health;
  private volatile Outcome last = new Outcome.Accepted("none");

  PlainProvider(URI baseUrl, String apiKey, Set<Flaw> flaws) {
    this.apiKey = apiKey;
    this.secret = Secret.of("apiKey", apiKey);
    this.flaws = flaws;
    this.transport =
        HttpTransport.builder(baseUrl)
            .allowLocalNetwork()
            .secretHeader("Authorization", "Bearer ", secret)
            .build();
  }

  /** Reads its health from a status page from now on. */
  PlainProvider reading(URI statusUrl) {
    health = new PlainHealth(statusUrl, secret, transport, flaws);
    return this;
  }

  @Override
  public Optional<HealthSource> healthSource() {
    return Optional.ofNullable(health);
  }

  private boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  @Override
  public ProviderId id() {
    return ProviderId.of("plain");
  }

  @Override
  public Set<Capability> capabilities() {
    EnumSet<Capability> missing =
        EnumSet.of(Capability.UNICODE_LOCAL_PART, Capability.TAGS, Capability.SEVERAL_TAGS);
    if (has(Flaw.DECLARES_TAGS_AND_DROPS_THEM)) {
      missing.remove(Capability.TAGS);
    }
    return Set.copyOf(EnumSet.complementOf(missing));
  }

  @Override
  public Optional<String> cannotCarry(EmailMessage message, Instant now) {
    return has(Flaw.REFUSES_ONLY_WHEN_SENDING) ? Optional.empty() : whyNot(message);
  }

  private Optional<String> whyNot(EmailMessage message) {
    String why = null;
    if (!message.tags().isEmpty() && !has(Flaw.DECLARES_TAGS_AND_DROPS_THEM)) {
      why = "tags: not taken";
    } else if (message.to().stream().anyMatch(to -> !to.hasAsciiLocalPart())) {
      why = "to: no Unicode before the '@'";
    } else if (!message.templates().isEmpty() && !message.templates().containsKey("plain")) {
      why = "templates: none for this provider";
    }
    return Optional.ofNullable(why).map(told -> has(Flaw.REFUSES_WITHOUT_A_NAME) ? "no" : told);
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    Optional<String> whyNot = whyNot(message);
    if (whyNot.isPresent()) {
      return new Outcome.Unsupported(whyNot.get());
    }
    if (has(Flaw.LOGS_THE_SUBJECT)) {
      LoggerFactory.getLogger(PlainProvider.class).debug("sends {}", message.subject());
    }
    if (has(Flaw.LEAVES_A_THREAD)) {
      leaveThread();
    }
    Outcome outcome = post(message, new FlawedContext(context, flaws));
    if (has(Flaw.SENDS_AGAIN_AFTER_A_FAULT) && outcome.kind().isFault()) {
      outcome = post(message, TestContext.create());
    }
    if (has(Flaw.SWALLOWS_INTERRUPTION)) {
      Thread.interrupted();
    }
    return flawed(outcome);
  }

  private Outcome post(EmailMessage message, SendContext context) {
    PlainPayload payload = new PlainPayload(message, flaws);
    String key = has(Flaw.MAKES_UP_KEYS) ? "k" + System.nanoTime() : context.idempotencyKey();
    HttpPost post = HttpPost.json(SEND, payload::writeTo).header("Idempotency-Key", key);
    return transport.post(post, context, this::classify);
  }

  private Outcome flawed(Outcome outcome) {
    if (has(Flaw.THROWS_AT_NONSENSE) && outcome.why().equals("nonsense")) {
      throw new IllegalStateException("nonsense");
    }
    if (has(Flaw.BLAMES_THE_PROVIDER) && outcome instanceof Outcome.Ambiguous ambiguous) {
      return new Outcome.Ambiguous(Origin.PROVIDER, ambiguous.why());
    }
    if (has(Flaw.IS_SURE_THAT_NOTHING_WAS_SENT) && outcome instanceof Outcome.Ambiguous ambiguous) {
      return new Outcome.Unavailable(ambiguous.origin(), ambiguous.why());
    }
    if (has(Flaw.MIXES_UP_ANSWERS)) {
      Outcome before = last;
      last = outcome;
      return before;
    }
    return outcome;
  }

  private Outcome classify(HttpAnswer answer) {
    JsonNode body = JsonChecks.parse(answer.body());
    boolean json = answer.mediaType().equals("application/json");
    if (has(Flaw.QUOTES_THE_ANSWER) || has(Flaw.REPEATS_WHAT_IT_IS_TOLD)) {
      String text = body.at("/errors/0/message").asText();
      if (!text.isEmpty()) {
        return new Outcome.Rejected(List.of(new Problem("", text)));
      }
    }
    return switch (answer.status()) {
      case 200, 201, 202 -> success(answer, json && body.path("id").isTextual(), body);
      case 400 -> new Outcome.Rejected(List.of(new Problem("", "refused")));
      case 429 ->
          has(Flaw.TAKES_A_LIMIT_FOR_A_FAULT)
              ? new Outcome.Unavailable(Origin.PROVIDER, "busy")
              : answer.byStatus();
      default -> answer.byStatus();
    };
  }

  private Outcome success(HttpAnswer answer, boolean documented, JsonNode body) {
    if (documented) {
      return new Outcome.Accepted(has(Flaw.FORGETS_THE_ID) ? null : body.get("id").textValue());
    }
    return has(Flaw.TAKES_ANY_2XX_FOR_SUCCESS)
        ? new Outcome.Accepted(null)
        : new Outcome.Ambiguous(Origin.PROVIDER, answer.isComplete() ? "nonsense" : "cut off");
  }

  private void leaveThread() {
    Thread thread = new Thread(this::waitForEver, "ak-email-left");
    thread.setDaemon(true);
    thread.start();
  }

  private void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Duration keyRetention() {
    return Duration.ofDays(1);
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    if (has(Flaw.ASKS_BY_SENDING)) {
      return Optional.of(timeout -> transport.isReachable(SEND, timeout));
    }
    return Optional.of(
        timeout -> transport.isReachable("/status", timeout) || has(Flaw.IS_ALWAYS_REACHABLE));
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return has(Flaw.SHOWS_THE_KEY_AS_FINGERPRINT) ? apiKey : secret.fingerprint(deploymentSalt);
  }

  @Override
  public void close() {
    if (health != null) {
      health.close();
    }
    if (!has(Flaw.DOES_NOT_CLOSE)) {
      transport.close();
    }
  }

  @Override
  public String toString() {
    return has(Flaw.PRINTS_ITS_KEY) ? "Plain[" + apiKey + "]" : "Plain";
  }
}
