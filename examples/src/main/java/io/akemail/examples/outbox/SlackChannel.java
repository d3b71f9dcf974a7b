package io.akemail.examples.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes messages as Slack does. */
final class SlackChannel implements AutoCloseable {
  private static final Pattern TEXT =
      Pattern.compile("\"text\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private final HttpServer server;
  private final Consumer<String> told;

  SlackChannel(Consumer<String> told) throws IOException {
    this.told = told;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/services/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/secret";
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    told.accept(text(new String(body, StandardCharsets.UTF_8)));
  }

  /** What people see of a message. */
  static String text(String json) {
    Matcher text = TEXT.matcher(json);
    if (!text.find()) {
      return json;
    }
    String plain = text.group(1).replace("\\n", " ").replace("\\\"", "\"");
    return ESCAPED
        .matcher(plain)
        .replaceAll(code -> String.valueOf((char) Integer.parseInt(code.group(1), 16)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
