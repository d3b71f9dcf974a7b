package io.akemail.spi;

import io.akemail.message.EmailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One configured account at one email service: turns a message into that service's request and its
 * answer into an {@link Outcome}.
 *
 * <p>Implementations are safe for use by many threads, make at most one request for each call of
 * {@link #send} (no re-send of their own, on no layer), and hold no state about the provider's
 * health: that is the sender's. The {@code EmailProviderContract} of the testkit checks what is
 * promised here.
 */
public interface EmailProvider extends AutoCloseable {

  /** This provider's id, always the same. */
  ProviderId id();

  /** What it can carry, always the same. What is missing here is refused by name. */
  Set<Capability> capabilities();

  /**
   * Tells without any call why this provider cannot carry the message. What {@link #send} would
   * answer with {@link Outcome.Unsupported} before any call is told here, in the same words.
   *
   * @param now the wall clock, for limits on scheduling
   * @return empty if nothing speaks against it
   */
  default Optional<String> cannotCarry(EmailMessage message, Instant now) {
    return Optional.empty();
  }

  /**
   * Makes one attempt on the calling thread and returns when its outcome is known, or when the
   * sender gave it up ({@link SendContext#onCancel}).
   *
   * <p>Asks {@link SendContext#beginWriting} before the first byte of the body leaves. Does not
   * throw: whatever goes wrong is an outcome, and an exception counts as {@link Outcome.Ambiguous}
   * if writing had begun, else as {@link Outcome.Unavailable}.
   */
  Outcome send(EmailMessage message, SendContext context);

  /**
   * How long this provider remembers an idempotency key, if it has {@link
   * Capability#IDEMPOTENCY_KEY}. After a crash, a message out of an outbox is asked for again with
   * its key up to an hour before that; never with less than an hour, the default.
   */
  default Duration keyRetention() {
    return Duration.ZERO;
  }

  /** A free call that tells whether the provider can be reached, if it has one. */
  default Optional<ReachabilityCheck> reachabilityCheck() {
    return Optional.empty();
  }

  /** Where the provider says how its sending fares, if it does; asked only on request. */
  default Optional<HealthSource> healthSource() {
    return Optional.empty();
  }

  /**
   * Tells the credential in use apart from others without telling it: 16 hex digits.
   *
   * @param deploymentSalt the same on all instances of a deployment
   * @see Secret#fingerprint
   */
  String credentialFingerprint(byte[] deploymentSalt);

  /** Releases connections and threads; calls in flight end soon. May be called again. */
  @Override
  void close();
}
