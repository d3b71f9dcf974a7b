package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.util.Set;

/** Accepts everything, without any call. */
final class StubProvider implements EmailProvider {
  static final Outcome ACCEPTED = new Outcome.Accepted("id");

  private final ProviderId id;

  StubProvider(String id) {
    this.id = ProviderId.of(id);
  }

  @Override
  public ProviderId id() {
    return id;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    return ACCEPTED;
  }

  @Override
  public void close() {}

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "";
  }
}
