package io.akemail.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.alert.SlackAlerts;
import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.testkit.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Has Slack told when a key is refused and when it is taken again; Slack is a local stand-in. */
final class SlackAlerting {
  private SlackAlerting() {}

  static SlackAlerts inProduction(String webhookUrl) {
    // tag::slack
    // webhookUrl: https://hooks.slack.com/services/..; whoever has it can write to the channel
    SlackAlerts slack = SlackAlerts.builder(webhookUrl).label("prod-eu").build();
    // end::slack
    return slack;
  }

  static FailoverSender sender(EmailProvider sendGrid, EmailProvider sparkPost, SlackAlerts slack) {
    FailoverSettings settings =
        FailoverSettings.builder().credentialRetry(Duration.ofMillis(10)).build();
    // tag::alerts
    FailoverSender sender =
        FailoverSender.builder()
            .provider(sendGrid)
            .provider(sparkPost)
            .listener(slack) // close it after the sender
            // end::alerts
            .settings(settings)
            // tag::alerts
            .build();
    // end::alerts
    return sender;
  }

  public static void main(String[] args) throws Exception {
    EmailMessage.Builder message =
        EmailMessage.builder()
            .from("Shop <orders@shop.example>")
            .to("ada@example.org")
            .subject("Hello")
            .text("Hello.");
    try (Local local = new Local();
        Channel channel = new Channel();
        SlackAlerts slack =
            SlackAlerts.builder(channel.url()).label("prod-eu").allowLocalNetwork().build();
        EmailProvider sendGrid = local.sendGrid().build();
        FailoverSender sender = sender(sendGrid, local.sparkPost().build(), slack)) {
      local.sendGridServer().behave(Behaviour.refusingKey());
      sender.send(message.build());
      System.out.println(channel.next());

      local.sendGridServer().behave(Behaviour.healthy());
      while (!sender.send(message.build()).provider().equals(Optional.of(sendGrid.id()))) {
        Thread.onSpinWait(); // after a while one message tries the key again
      }
      System.out.println(channel.next());
    }
  }

  /** Takes messages as Slack does. */
  private static final class Channel implements AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final HttpServer server;

    Channel() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/services/", this::take);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/secret";
    }

    String next() throws InterruptedException {
      return messages.poll(20, TimeUnit.SECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
      messages.add(new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
