package io.akemail.spi.http;

import static io.akemail.spi.http.Pages.AMPLE;
import static io.akemail.spi.http.Pages.saying;
import static io.akemail.spi.http.Pages.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Hint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that has moved is followed by our own code, to https only. */
class StatusPageRedirectTest {
  @TempDir static Path directory;
  private static TestTls tls;
  private static OkHttpClient trusting;

  private MockWebServer server;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.make(directory);
    trusting = tls.trusting();
  }

  @BeforeEach
  void startServer() throws Exception {
    server = tls.server();
    server.start();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  private String secure(String path) {
    return "https://name.example:" + server.getPort() + path;
  }

  private static StatusPage page(String url) {
    return StatusPage.builder(URI.create(url), List.of(Pages.NAME))
        .allowLocalNetwork()
        .httpClient(trusting)
        .build();
  }

  private void redirect(int status, String location) {
    server.enqueue(
        new MockResponse.Builder().code(status).setHeader("Location", location).body("x").build());
  }

  private void enqueuePage(String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().body(saying("operational"));
    for (String header : headers) {
      response.addHeader(header);
    }
    server.enqueue(response.build());
  }

  private Hint read() {
    try (StatusPage page = page(secure("/first"))) {
      return page.read(AMPLE);
    }
  }

  private String path() throws InterruptedException {
    return server.takeRequest(20, TimeUnit.SECONDS).getTarget();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyKindOfRedirectIsFollowed(int status) throws InterruptedException {
    redirect(status, secure("/other/summary.json?a=b"));
    enqueuePage();

    assertThat(read()).isEqualTo(Hint.OK);
    assertThat(path()).isEqualTo("/first");
    assertThat(path()).isEqualTo("/other/summary.json?a=b");
  }

  @Test
  void aRelativeLocationIsFollowed() throws InterruptedException {
    redirect(302, "second");
    redirect(302, "//name.example:" + server.getPort() + "/third#fragment");
    enqueuePage();

    assertThat(read()).isEqualTo(Hint.OK);
    assertThat(List.of(path(), path(), path())).containsExactly("/first", "/second", "/third");
  }

  @Test
  void threeRedirectsAreFollowedAndNoFourth() {
    for (int i = 0; i < 3; i++) {
      redirect(302, "/" + i);
    }
    enqueuePage();
    assertThat(read()).isEqualTo(Hint.OK);

    for (int i = 0; i < 4; i++) {
      redirect(302, "/" + i);
    }
    enqueuePage();
    assertThat(read()).isEqualTo(Hint.UNKNOWN);
    assertThat(server.getRequestCount()).isEqualTo(8);
  }

  @Test
  void aCircleEndsWhenItCloses() {
    redirect(302, "/second");
    redirect(302, "/first");
    assertThat(read()).isEqualTo(Hint.UNKNOWN);
    assertThat(server.getRequestCount()).isEqualTo(2);

    redirect(302, "/first#again");
    assertThat(read()).isEqualTo(Hint.UNKNOWN);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void fromHttpToHttpsIsFollowed() throws Exception {
    enqueuePage();
    try (RawServer plain =
            Pages.server(whole("302 Found", "Location: " + secure("/second") + "\r\n", ""));
        StatusPage page = page(plain.uri() + "/first")) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    }
  }

  @Test
  void toHttpIsNotFollowed() throws Exception {
    try (RawServer plain = Pages.server(whole("200 OK", "", saying("operational")))) {
      redirect(302, plain.uri() + "/second");
      assertThat(read()).isEqualTo(Hint.UNKNOWN);
      assertThat(plain.connections()).isZero();
    }
  }

  @Test
  void fromHttpToHttpIsNotFollowed() throws Exception {
    try (RawServer target = Pages.server(whole("200 OK", "", saying("operational")));
        RawServer plain =
            Pages.server(whole("302 Found", "Location: " + target.uri() + "/second\r\n", ""));
        StatusPage page = page(plain.uri() + "/first")) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
      assertThat(target.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://name.example/",
        "javascript:1",
        "file:///etc/hosts",
        "https://u:p@name.example/",
        "https://u@name.example/",
        "https://",
        "https://[::1",
        "http:/second"
      })
  void aStrangeLocationIsUnknown(String location) {
    redirect(302, location);
    enqueuePage();

    assertThat(read()).isEqualTo(Hint.UNKNOWN);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRedirectWithoutLocationIsUnknown() {
    server.enqueue(new MockResponse.Builder().code(302).body(saying("operational")).build());

    assertThat(read()).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void anUntrustedCertificateIsUnknown() {
    enqueuePage();
    try (StatusPage page =
        StatusPage.builder(URI.create("https://127.0.0.1:" + server.getPort()), List.of("a"))
            .allowLocalNetwork()
            .build()) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void oneDeadlineCoversAllRedirects() {
    for (int i = 0; i < 3; i++) {
      server.enqueue(
          new MockResponse.Builder()
              .code(302)
              .setHeader("Location", "/" + i)
              .headersDelay(400, TimeUnit.MILLISECONDS)
              .build());
    }
    enqueuePage();
    try (StatusPage page = page(secure("/first"))) {
      assertThat(page.read(Duration.ofMillis(900))).isEqualTo(Hint.UNKNOWN);
    }
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(3);
  }

  @Test
  void validatorsAreSentOnlyToWhereTheyCameFrom() throws InterruptedException {
    redirect(302, "/second");
    enqueuePage("ETag: \"v1\"");
    redirect(302, "/second");
    server.enqueue(new MockResponse.Builder().code(304).build());
    redirect(302, "/third");
    server.enqueue(new MockResponse.Builder().code(304).build());
    try (StatusPage page = page(secure("/first"))) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
      assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
      assertThat(page.read(AMPLE)).as("304 to no condition").isEqualTo(Hint.UNKNOWN);
    }
    for (String seen : List.of("/first", "/second", "/first", "/second", "/first", "/third")) {
      var request = server.takeRequest(20, TimeUnit.SECONDS);
      assertThat(request.getTarget()).isEqualTo(seen);
    }
  }
}
