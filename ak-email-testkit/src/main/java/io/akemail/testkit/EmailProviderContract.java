package io.akemail.testkit;

import io.akemail.spi.EmailProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link EmailProvider} that speaks HTTP must pass: a test of a provider module extends
 * this class and says how its provider answers.
 *
 * <p>All tests run over real sockets on loopback, so the provider must allow {@code http} and
 * loopback addresses as configured by {@link #provider}. A part of {@link
 * io.akemail.message.EmailMessage} that the provider does not declare must be refused by name. With
 * Logback or {@code java.util.logging} behind the provider's logger its lines are searched for
 * secrets.
 */
public abstract class EmailProviderContract {

  /** For subclasses. */
  protected EmailProviderContract() {}

  /**
   * A new provider with default settings.
   *
   * @param baseUrl {@code http(s)://127.0.0.1:port}, to be given a path if the provider's base URL
   *     has one
   * @param apiKey its credential
   */
  protected abstract EmailProvider provider(URI baseUrl, String apiKey);

  /**
   * A new provider that reads its health from a status page. By default none does.
   *
   * @param statusUrl {@code http://127.0.0.1:port/api/v2/summary.json}, of another server than
   *     {@code baseUrl}
   */
  protected Optional<EmailProvider> provider(URI baseUrl, String apiKey, URI statusUrl) {
    return Optional.empty();
  }

  /**
   * The answer by which the provider takes a mail for all recipients.
   *
   * @param providerMessageId the id that the answer gives, and the outcome must tell
   */
  protected abstract CannedAnswer success(String providerMessageId);

  /** Every answer that the provider's documents name. */
  protected abstract List<AnswerCase> answers();

  /**
   * All texts that a request carries, decoded: what is looked for to find a part of a message.
   *
   * <p>By default the header fields, and the names and values in a JSON body, with numbers as they
   * stand, or in a multipart/form-data body, with files in base64. To be overridden where the body
   * is something else, or wraps it in base64.
   */
  protected List<String> textsOnTheWire(RecordedRequest request) {
    return WireTexts.of(request);
  }

  /**
   * Whether an answer that is nonsense to the contract is a documented acceptance to this provider,
   * such as 202 without a body. No by default.
   */
  protected boolean mayAccept(CannedAnswer answer) {
    return false;
  }

  /** The id of a template in the provider's form. */
  protected String templateId() {
    return "d-0123456789abcdef0123456789abcdef";
  }

  /**
   * Further objects whose {@code toString} must be free of secrets, such as a builder.
   *
   * @param apiKey the credential to make them with
   */
  protected List<Object> printables(String apiKey) {
    return List.of();
  }

  /** Answers. */
  @Nested
  class Answers extends AnswersPart {
    Answers() {
      super(EmailProviderContract.this);
    }
  }

  /** Answers that mean nothing. */
  @Nested
  class Garbage extends GarbagePart {
    Garbage() {
      super(EmailProviderContract.this);
    }
  }

  /** Fields of the message. */
  @Nested
  class Fields extends FieldsPart {
    Fields() {
      super(EmailProviderContract.this);
    }
  }

  /** Faults at each point of the exchange. */
  @Nested
  class Faults extends FaultsPart {
    Faults() {
      super(EmailProviderContract.this);
    }
  }

  /** Giving up, and interruption. */
  @Nested
  class Cancelling extends CancellingPart {
    Cancelling() {
      super(EmailProviderContract.this);
    }
  }

  /** Many threads, and closing. */
  @Nested
  class Living extends LivingPart {
    Living() {
      super(EmailProviderContract.this);
    }
  }

  /** Secrets. */
  @Nested
  class Secrets extends SecretsPart {
    Secrets() {
      super(EmailProviderContract.this);
    }
  }

  /** The free call. */
  @Nested
  class Reachability extends ReachabilityPart {
    Reachability() {
      super(EmailProviderContract.this);
    }
  }

  /** The status page. */
  @Nested
  class Health extends HealthPart {
    Health() {
      super(EmailProviderContract.this);
    }
  }

  /** Bytes that stay the same. */
  @Nested
  class Sameness extends SamenessPart {
    Sameness() {
      super(EmailProviderContract.this);
    }
  }
}
