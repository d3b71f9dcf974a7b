package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are checked, and nobody but the host app's own trust can change that. */
class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir static Path directory;
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=name.example",
                "-ext",
                "san=dns:name.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  private static MockWebServer server() throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    MockWebServer server = new MockWebServer();
    server.useHttps(context.getSocketFactory());
    server.enqueue(new MockResponse.Builder().code(202).build());
    server.start();
    return server;
  }

  private static OkHttpClient trusting() throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    factory.init(trusted);
    X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new X509TrustManager[] {trust}, null);
    return new OkHttpClient.Builder()
        .sslSocketFactory(context.getSocketFactory(), trust)
        .dns(host -> List.of(InetAddress.getLoopbackAddress()))
        .build();
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
