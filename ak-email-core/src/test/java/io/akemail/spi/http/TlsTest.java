package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.net.URI;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are checked, and nobody but the host app's own trust can change that. */
class TlsTest {
  @TempDir static Path directory;
  private static TestTls tls;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.make(directory);
  }

  private static MockWebServer server() throws Exception {
    MockWebServer server = tls.server();
    server.enqueue(new MockResponse.Builder().code(202).build());
    server.start();
    return server;
  }

  private static OkHttpClient trusting() throws Exception {
    return tls.trusting();
  }

  @Test
  void anUntrustedCertificateEndsTheCallBeforeAnythingIsSent() throws Exception {
    try (MockWebServer server = server();
        HttpTransport transport =
            Posts.transport(URI.create("https://127.0.0.1:" + server.getPort()))) {
      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome)
          .isEqualTo(
              new Outcome.Unavailable(
                  Origin.LOCAL, "TLS handshake failed: certificate not trusted"));
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aCertificateOfAnotherNameEndsTheCallBeforeAnythingIsSent() throws Exception {
    try (MockWebServer server = server();
        HttpTransport transport =
            Posts.transport(URI.create("https://other.example:" + server.getPort()), trusting())) {
      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome)
          .isEqualTo(
              new Outcome.Unavailable(
                  Origin.LOCAL, "TLS handshake failed: certificate of another name"));
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void theTrustOfTheHostsClientIsUsed() throws Exception {
    try (MockWebServer server = server();
        HttpTransport transport =
            Posts.transport(URI.create("https://name.example:" + server.getPort()), trusting())) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT))
          .isEqualTo(new Outcome.Accepted("202"));
      assertThat(server.takeRequest().getHandshake()).isNotNull();
    }
  }
}
