package io.akemail.examples.outbox;

import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.RelaySettings;
import io.akemail.alert.SlackAlerts;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The host application: confirms one order after another by mail, prints a line for each mail that
 * was taken, and goes on relaying until its standard input ends, or it is killed.
 */
final class OutboxNode implements Callable<Integer> {
  static final String SENDGRID_KEY = "SG.outbox";
  static final String SPARKPOST_KEY = "outbox";
  static final String READY = "ready";
  static final String TAKEN = "taken ";

  /** In the environment, since whoever has it can write to the channel. */
  static final String WEBHOOK = "SLACK_WEBHOOK_URL";

  @Option(names = "--file", required = true)
  private Path file = Path.of("");

  @Option(names = "--sendgrid", required = true)
  private URI sendGrid = URI.create("");

  @Option(names = "--sparkpost", required = true)
  private URI sparkPost = URI.create("");

  @Option(names = "--from", required = true)
  private int from;

  @Option(names = "--to", required = true)
  private int to;

  @Option(names = "--rate", required = true)
  private int rate;

  @Option(names = "--drain-first", required = true)
  private double drainFirst;

  @Option(names = "--drain-top", required = true)
  private double drainTop;

  private OutboxNode() {}

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new OutboxNode()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    try (SlackAlerts slack =
            SlackAlerts.builder(System.getenv(WEBHOOK)).label("shop").allowLocalNetwork().build();
        FailoverSender sender = sender(slack)) {
      say(READY);
      ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();
      var unused =
          clerk.scheduleAtFixedRate(
              () -> next(sender), 0, TimeUnit.SECONDS.toMicros(1) / rate, TimeUnit.MICROSECONDS);
      while (System.in.read() >= 0) {
        // The relay works.
      }
      clerk.shutdown();
    }
    return 0;
  }

  /** The mail is taken now: by a provider or, as none can, by the outbox. */
  private void next(FailoverSender sender) {
    if (from <= to) {
      sender.send(confirmation(from));
      say(TAKEN + from);
      from++;
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private FailoverSender sender(SlackAlerts slack) {
    return FailoverSender.builder()
        .provider(
            SendGrid.builder().apiKey(SENDGRID_KEY).baseUrl(sendGrid).allowLocalNetwork().build())
        .provider(
            SparkPost.builder()
                .apiKey(SPARKPOST_KEY)
                .baseUrl(sparkPost)
                .allowLocalNetwork()
                .build())
        .outbox(JdbcOutbox.embedded(file))
        .relay(
            RelaySettings.builder()
                .workers(8)
                .lease(Duration.ofSeconds(1)) // in fact three halves of an attempt's time
                .drainRate(drainFirst, drainTop)
                .build())
        .settings(FailoverSettings.builder().attemptTimeout(Duration.ofSeconds(4)).build())
        .listener(slack)
        .build();
  }

  /** The same order is the same message, also after a restart. */
  static EmailMessage confirmation(int order) {
    return EmailMessage.builder()
        .messageId(id(order))
        .from("Shop <orders@shop.example>")
        .to("customer-" + order + "@example.org")
        .subject("Your order " + order)
        .text("Thank you for your order " + order + ".")
        .build();
  }

  static MessageId id(int order) {
    return MessageId.of(String.format(Locale.ROOT, "order-%05d@shop.example", order));
  }
}
