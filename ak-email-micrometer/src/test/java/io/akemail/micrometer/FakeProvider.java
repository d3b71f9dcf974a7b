package io.akemail.micrometer;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A provider that answers as the test says. */
final class FakeProvider implements EmailProvider {
  static final Outcome ACCEPTED = new Outcome.Accepted("provider-message-id");
  static final Outcome REJECTED = new Outcome.Rejected(List.of(new Problem("to[0]", "is unknown")));
  static final Outcome UNSUPPORTED = new Outcome.Unsupported("too many tags");
  static final Outcome BAD_KEY = new Outcome.Misconfigured("the key is refused");
  static final Outcome OVER_LIMIT = new Outcome.OverLimit(null, Outcome.Limit.RATE, "429");
  static final Outcome DOWN = new Outcome.Unavailable(Origin.PROVIDER, "503");
  static final Outcome LOST = new Outcome.Ambiguous(Origin.PROVIDER, "the answer was lost");

  private final ProviderId id;
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private volatile Function<EmailMessage, Outcome> answer = message -> ACCEPTED;

  FakeProvider(String id) {
    this.id = ProviderId.of(id);
  }

  /** From now on. */
  FakeProvider answers(Outcome outcome) {
    return answers(message -> outcome);
  }

  /** From now on. */
  FakeProvider answers(Function<EmailMessage, Outcome> newAnswer) {
    answer = newAnswer;
    return this;
  }

  FakeProvider idempotent() {
    capabilities.add(Capability.IDEMPOTENCY_KEY);
    return this;
  }

  @Override
  public ProviderId id() {
    return id;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    Outcome outcome = answer.apply(message);
    boolean called = outcome.kind() != Outcome.Kind.UNSUPPORTED;
    return called && !context.beginWriting() ? DOWN : outcome;
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0123456789abcdef";
  }

  @Override
  public void close() {}
}
