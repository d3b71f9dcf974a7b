package io.akemail.jdbc.crash;

import io.akemail.EmailException;
import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.Receipt;
import io.akemail.RelaySettings;
import io.akemail.SendListener;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Another process: a whole sender for each lane. Ends when its parent does. */
final class SenderMain {
  private static final Duration ATTEMPT = Duration.ofSeconds(2);

  private final int port;
  private final String place;

  private SenderMain(int port, String place) {
    this.port = port;
    this.place = place;
  }

  /** What a process does beside relaying. */
  enum Task {
    /** Only relays. */
    RELAY,
    /** Accepts messages all the time. */
    ACCEPT
  }

  public static void main(String[] args) throws IOException {
    SenderMain main = new SenderMain(Integer.parseInt(args[0]), args[1]);
    Task task = Task.valueOf(args[2]);
    List<Lane> lanes = List.of(args[3].split(",", -1)).stream().map(Lane::valueOf).toList();
    Random seeds = new Random(Long.parseLong(args[4]));
    List<FailoverSender> senders = lanes.stream().map(main::sender).toList();
    try (Wire wire = Wire.to(main.port)) {
      wire.ask("READY");
    }
    if (task == Task.ACCEPT) {
      for (int i = 0; i < lanes.size(); i++) {
        Lane lane = lanes.get(i);
        FailoverSender sender = senders.get(i);
        Random random = new Random(seeds.nextLong());
        Thread thread = new Thread(() -> main.accept(lane, sender, random), lane.name());
        thread.setDaemon(true);
        thread.start();
      }
    }
    while (System.in.read() >= 0) {
      // Waits for the parent's end, or for its word to close.
    }
    senders.forEach(FailoverSender::close);
  }

  private FailoverSender sender(Lane lane) {
    JdbcOutbox outbox = lane.open(place);
    return FailoverSender.builder()
        .provider(new WireProvider(lane, port))
        .outbox(outbox)
        .settings(
            FailoverSettings.builder()
                .attemptTimeout(ATTEMPT)
                .totalDeadline(Duration.ofSeconds(10))
                .deadPeriod(Duration.ofMillis(50))
                .maxDeadPeriod(Duration.ofMillis(100))
                .ramp(Duration.ofMillis(1))
                .build())
        .relay(
            RelaySettings.builder()
                .lease(Duration.ofMillis(100)) // in fact three halves of an attempt's time
                .firstRetry(Duration.ofMillis(50))
                .longestRetry(Duration.ofMillis(200))
                .poll(Duration.ofMillis(30))
                .drainRate(10_000, 10_000)
                .build())
        .listener(new Relayed())
        .build();
  }

  /** Accepts for ever, and tells of each promise as soon as it was made. */
  private void accept(Lane lane, FailoverSender sender, Random random) {
    try (Wire wire = Wire.to(port)) {
      while (true) {
        EmailMessage message = message(random);
        boolean direct = random.nextInt(5) < 2;
        try {
          Receipt receipt = direct ? sender.send(message) : sender.enqueue(message);
          String what = !direct ? "ENQUEUED" : receipt.isQueued() ? "QUEUED" : "SENT";
          wire.ask("TOLD " + what + " " + message.id().value() + " " + lane);
        } catch (EmailException e) {
          wire.ask("TOLD " + e.getClass().getSimpleName() + " " + message.id().value());
        }
      }
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private static EmailMessage message(Random random) {
    return message(
        random.nextBoolean() ? DeliveryGuarantee.AT_LEAST_ONCE : DeliveryGuarantee.AT_MOST_ONCE);
  }

  static EmailMessage message(DeliveryGuarantee guarantee) {
    MessageId id = MessageId.of(UUID.randomUUID() + "@shop.example");
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you for order " + id.value())
        .messageId(id)
        .deliveryGuarantee(guarantee)
        .build();
  }

  /** Tells which messages it sees accepted. */
  private final class Relayed implements SendListener {
    private final Wire wire;

    Relayed() {
      try {
        wire = Wire.to(port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void sent(Receipt receipt) {
      try {
        wire.ask("TOLD RELAYED " + receipt.messageId().value());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
