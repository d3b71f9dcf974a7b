package io.akemail.redis;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.util.Set;

/** A provider that takes everything at once, or answers as it is told. */
final class Told implements EmailProvider {
  private final ProviderId id;
  volatile Outcome answer = new Outcome.Accepted("id");

  Told(String id) {
    this.id = ProviderId.of(id);
  }

  static EmailMessage message() {
    return EmailMessage.builder()
        .from("orders@shop.example")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.")
        .build();
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
    return answer;
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0123456789abcdef";
  }

  @Override
  public void close() {}
}
