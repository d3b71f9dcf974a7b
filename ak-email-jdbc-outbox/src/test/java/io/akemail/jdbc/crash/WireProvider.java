package io.akemail.jdbc.crash;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sends to a {@link Line}, with one connection for each attempt. */
final class WireProvider implements EmailProvider {
  private final Lane lane;
  private final int port;

  WireProvider(Lane lane, int port) {
    this.lane = lane;
    this.port = port;
  }

  @Override
  public ProviderId id() {
    return ProviderId.of(lane.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Set<Capability> capabilities() {
    return lane == Lane.KEYED ? Set.of(Capability.IDEMPOTENCY_KEY) : Set.of();
  }

  @Override
  public Duration keyRetention() {
    return lane == Lane.KEYED ? Duration.ofDays(1) : Duration.ZERO;
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    boolean written = false;
    try (Wire wire = Wire.to(port)) {
      context.onCancel(() -> close(wire));
      written = context.beginWriting();
      return written ? answered(wire.ask(line(message, context))) : failed("given up");
    } catch (IOException e) {
      return written ? doubtful(message, e) : failed(String.valueOf(e.getMessage()));
    }
  }

  /** Is told before the sender can do anything about it. */
  private Outcome doubtful(EmailMessage message, IOException lost) {
    try (Wire wire = Wire.to(port)) {
      wire.ask("TOLD DOUBT " + message.id().value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Outcome.Ambiguous(Origin.PROVIDER, String.valueOf(lost.getMessage()));
  }

  private String line(EmailMessage message, SendContext context) {
    return String.join(
        " ",
        "SEND",
        lane.name(),
        message.deliveryGuarantee().name(),
        message.id().value(),
        context.idempotencyKey(),
        Integer.toHexString(message.text().orElse("").hashCode()));
  }

  private static Outcome answered(String answer) {
    String[] words = answer.split(" ", -1);
    return switch (words[0]) {
      case "TAKEN" -> new Outcome.Accepted(words[1]);
      case "REPLAYED" -> new Outcome.Accepted(words[1], List.of(), Outcome.Proof.REPLAYED);
      default -> new Outcome.Unavailable(Origin.PROVIDER, answer);
    };
  }

  private static Outcome failed(String why) {
    return new Outcome.Unavailable(Origin.PROVIDER, why);
  }

  private static void close(Wire wire) {
    try {
      wire.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0".repeat(16);
  }

  @Override
  public void close() {}
}
