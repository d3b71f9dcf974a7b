package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.akemail.spi.Secret;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire, and what a transport may be built of. */
class HttpTransportTest {
  private static final Secret KEY = Secret.of("key", "s3cret");

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  private RawServer server() throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            requests.add(peer.readRequest());
            peer.write(RawServer.OK);
          }
        });
  }

  @Test
  void aPostHasExactlyTheseBytes() throws Exception {
    try (RawServer server = server();
        HttpTransport transport =
            HttpTransport.builder(server.uri())
                .secretHeader("Authorization", "Bearer ", KEY)
                .header("X-All", "every call")
                .allowLocalNetwork()
                .build()) {
      transport.post(Posts.small().header("Idempotency-Key", "k1"), new TestContext(), ACCEPT);

      assertThat(requests.take())
          .isEqualTo(
              String.join(
                  "\r\n",
                  "POST /send HTTP/1.1",
                  "Accept: application/json",
                  "User-Agent: ak-email",
                  "Authorization: Bearer s3cret",
                  "X-All: every call",
                  "Idempotency-Key: k1",
                  "Content-Type: application/json",
                  "Content-Length: 9",
                  "Host: 127.0.0.1:" + server.port(),
                  "Connection: Keep-Alive",
                  "Accept-Encoding: gzip",
                  "",
                  "{\"a\":\"b\"}"));
    }
  }

  @Test
  void aFieldOfThePostTakesThePlaceOfTheTransports() throws Exception {
    try (RawServer server = server();
        HttpTransport transport =
            HttpTransport.builder(server.uri()).header("X-A", "1").allowLocalNetwork().build()) {
      transport.post(Posts.small().header("x-a", "2"), new TestContext(), ACCEPT);
      transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(requests.take()).contains("x-a: 2").doesNotContain("X-A: 1");
      assertThat(requests.take()).contains("X-A: 1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',/send,/send",
    "/,/send,/send",
    "/api,/send,/api/send",
    "/api/,/send,/api/send",
    "/a%20b,/v1/x?y=z,/a%20b/v1/x?y=z"
  })
  void thePathFollowsThatOfTheBase(String prefix, String path, String expected) throws Exception {
    try (RawServer server = server();
        HttpTransport transport = Posts.transport(URI.create(server.uri() + prefix))) {
      for (int i = 0; i < 2; i++) {
        transport.post(HttpPost.json(path, json -> json.value(1)), new TestContext(), ACCEPT);
        assertThat(requests.take()).startsWith("POST " + expected + " HTTP/1.1\r\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "", "//evil.example/send", "/\\evil.example"})
  void aPathLeadsToNoOtherHost(String path) throws IOException {
    try (RawServer server = server();
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(HttpPost.json(path, json -> json.value(1)), new TestContext(), ACCEPT);

      assertThat(requests).allMatch(request -> request.contains("Host: 127.0.0.1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com",
        "ftp://api.example.com",
        "https:///path",
        "mailto:ada@example.org",
        "/relative",
        "https://api.example.com?x=y",
        "https://api.example.com#x",
        "https://user:pass@api.example.com"
      })
  void aBaseThatIsNotPlainHttpsIsRefused(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpTransport.builder(URI.create(base)).build())
        .withMessageStartingWith("base URL: must ")
        .withMessageNotContaining("pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " x", "x ", "a\nb", "a\rb", "a\tb", "gr\u00fc\u00df", "a\u0000b"})
  void aFieldValueThatIsNotVisibleAsciiIsRefusedWithoutShowingIt(String value) {
    HttpTransport.Builder builder = HttpTransport.builder(URI.create("https://api.example.com"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.header("X-A", value))
        .withMessage("header X-A: its value is not visible ASCII");
    assertThatIllegalArgumentException().isThrownBy(() -> Posts.small().header("X-A", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X A", "X:A", "X\nA", "\u00dc"})
  void aFieldNameThatIsNoTokenIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Posts.small().header(name, "value"))
        .withMessage("header name: is not a token (RFC 9110, 5.1)");
  }

  @Test
  void nothingShowsTheSecret() {
    HttpTransport.Builder builder =
        HttpTransport.builder(URI.create("https://api.example.com")).secretHeader("X-Key", "", KEY);
    try (HttpTransport transport = builder.build()) {
      assertThat(transport).hasToString("HttpTransport");
      assertThat(builder).hasToString("HttpTransport.Builder");
    }
  }

  @Test
  void ourClientNeverSendsTwiceAndLeavesTheTimeToTheSender() {
    HttpUrl base = HttpUrl.get("https://api.example.com/");
    OkHttpClient hasty =
        new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(1))
            .writeTimeout(Duration.ofSeconds(1))
            .connectTimeout(Duration.ofMinutes(1))
            .cache(new Cache(new File("unused"), 1))
            .build();
    for (OkHttpClient host : new OkHttpClient[] {null, hasty}) {
      try (Clients clients = Clients.of(base, host, false)) {
        for (boolean fresh : new boolean[] {false, true}) {
          OkHttpClient client = clients.client(fresh);
          assertThat(client.retryOnConnectionFailure()).isFalse();
          assertThat(client.followRedirects()).isFalse();
          assertThat(client.followSslRedirects()).isFalse();
          assertThat(client.authenticator()).isSameAs(Authenticator.NONE);
          assertThat(client.cookieJar()).isSameAs(CookieJar.NO_COOKIES);
          assertThat(client.cache()).isNull();
          assertThat(client.connectTimeoutMillis()).isEqualTo(2000);
          assertThat(client.callTimeoutMillis()).isZero();
          assertThat(client.readTimeoutMillis()).isZero();
          assertThat(client.writeTimeoutMillis()).isZero();
          assertThat(client.dns()).isSameAs(clients.dns());
          assertThat(client.socketFactory()).isInstanceOf(GuardedSockets.class);
        }
      }
    }
  }

  @Test
  void whatTheHostsClientBringsIsKeptAndItStaysOpen() throws Exception {
    AtomicInteger intercepted = new AtomicInteger();
    AtomicInteger looked = new AtomicInteger();
    OkHttpClient host =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(7, 1, TimeUnit.MINUTES))
            .addInterceptor(
                chain -> {
                  intercepted.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .dns(
                name -> {
                  looked.incrementAndGet();
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    try (RawServer server = server()) {
      URI named = URI.create("http://name.example:" + server.port());
      try (HttpTransport transport = Posts.transport(named, host)) {
        transport.post(Posts.small(), new TestContext(), ACCEPT);
        assertThat(host.connectionPool().idleConnectionCount()).isEqualTo(1);
      }

      assertThat(intercepted).hasValue(1);
      assertThat(looked).hasValue(1);
      assertThat(host.connectionPool().idleConnectionCount()).isEqualTo(1);
      assertThat(host.dispatcher().executorService().isShutdown()).isFalse();
      host.connectionPool().evictAll();
    }
  }
}
