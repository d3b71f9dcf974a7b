package io.akemail.examples.fleet;

import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.redis.RedisStatusStore;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * One host application of the fleet: sends mails until its standard input ends, and prints what it
 * believes.
 */
final class FleetNode implements Callable<Integer> {
  /** Lines of standard input. */
  static final String PAUSE = "pause";

  static final String GO_ON = "go on";
  static final String SENDGRID_KEY = "SG.fleet";
  static final String SPARKPOST_KEY = "fleet";

  @Option(names = "--instance", required = true)
  private String instance = "";

  @Option(names = "--namespace", required = true)
  private String namespace = "";

  @Option(names = "--sendgrid", required = true)
  private URI sendGrid = URI.create("");

  @Option(names = "--sparkpost", required = true)
  private URI sparkPost = URI.create("");

  @Option(names = "--rate", required = true)
  private int rate;

  @Option(names = "--ramp-millis", required = true)
  private int rampMillis;

  private FleetNode() {}

  /** Runs it; the URI of Redis, which may hold a password, comes from the environment. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FleetNode()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Reporter reporter = new Reporter(instance, System.out);
    try (FailoverSender sender = sender(reporter)) {
      try (Orders orders = new Orders(sender, reporter, rate);
          Lookout lookout = new Lookout(sender, reporter)) {
        orders.warmUp();
        lookout.start();
        reporter.ready();
        orders.start();
        obeyInput(orders);
      }
      reporter.tally();
    }
    return 0;
  }

  private FailoverSender sender(Reporter reporter) {
    return FailoverSender.builder()
        .provider(
            SendGrid.builder().apiKey(SENDGRID_KEY).baseUrl(sendGrid).allowLocalNetwork().build())
        .provider(
            SparkPost.builder()
                .apiKey(SPARKPOST_KEY)
                .baseUrl(sparkPost)
                .allowLocalNetwork()
                .build())
        .statusStore(
            RedisStatusStore.builder(System.getenv(NodeProcess.STORE)).namespace(namespace).build())
        .instance(instance)
        .settings(FailoverSettings.builder().ramp(Duration.ofMillis(rampMillis)).build())
        .listener(reporter)
        .build();
  }

  private static void obeyInput(Orders orders) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    while (line != null) {
      if (line.equals(PAUSE)) {
        orders.pause();
      } else if (line.equals(GO_ON)) {
        orders.goOn();
      }
      line = in.readLine();
    }
  }
}
