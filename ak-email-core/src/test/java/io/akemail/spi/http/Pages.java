package io.akemail.spi.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Status pages for tests. */
final class Pages {
  /** Ample for what is to be answered at once. */
  static final Duration AMPLE = Duration.ofSeconds(20);

  static final String PATH = "/api/v2/summary.json";
  static final String NAME = "Mail Sending";

  private Pages() {}

  /** A page kept beside the tests. */
  static byte[] golden(String name) throws IOException {
    try (InputStream in = Pages.class.getResourceAsStream("summary-" + name + ".json")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** A small page with one component, {@link #NAME}. */
  static String saying(String status) {
    return "{\"status\":{\"indicator\":\"critical\"},\"components\":[{\"name\":\"Mail Sending\","
        + "\"status\":\""
        + status
        + "\"}]}";
  }

  /** An answer that ends with its connection. */
  static String answer(String status, String headers, String body) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
  }

  /** An answer of known length. */
  static String whole(String status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    return answer(status, headers + "Content-Length: " + length + "\r\n", body);
  }

  /** A server that answers each connection once. */
  static RawServer server(String answer) throws IOException {
    return new RawServer(
        peer -> {
          peer.readRequest();
          peer.write(answer);
        });
  }

  /** The source that reads a server's page. */
  static StatusPage page(URI server) {
    return StatusPage.builder(server.resolve(PATH), List.of(NAME)).allowLocalNetwork().build();
  }
}
