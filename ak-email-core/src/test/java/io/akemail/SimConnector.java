package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.spi.SendContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The near end of a simulated provider: what it declares. Its calls are made by the simulation. */
record SimConnector(SimProvider remote, int credential) implements EmailProvider {

  static ProviderId idOf(SimProvider provider) {
    return ProviderId.of("p" + provider.index);
  }

  @Override
  public ProviderId id() {
    return idOf(remote);
  }

  @Override
  public Set<Capability> capabilities() {
    return remote.idempotent ? Set.of(Capability.IDEMPOTENCY_KEY) : Set.of();
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    throw new AssertionError("calls are made by the simulation");
  }

  @Override
  public Duration keyRetention() {
    return Duration.ofHours(1).plusNanos(remote.relied);
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    ReachabilityCheck check =
        timeout -> {
          throw new AssertionError("checks are made by the simulation");
        };
    return remote.hasCheck ? Optional.of(check) : Optional.empty();
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "c" + remote.index + "-" + credential;
  }

  @Override
  public void close() {}
}
