package io.akemail.spi.http;

import static io.akemail.spi.http.Pages.AMPLE;
import static io.akemail.spi.http.Pages.answer;
import static io.akemail.spi.http.Pages.page;
import static io.akemail.spi.http.Pages.saying;
import static io.akemail.spi.http.Pages.server;
import static io.akemail.spi.http.Pages.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.internal.LogLines;
import io.akemail.spi.Hint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One reading of a page, over real sockets. */
class StatusPageTest {
  private static final String OK = "200 OK";

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private static Hint read(String answer) throws IOException {
    try (RawServer server = server(answer);
        StatusPage page = page(server.uri())) {
      return page.read(AMPLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operational, OK",
    "under_maintenance, DEGRADED",
    "major_outage, OUTAGE",
    "flying, UNKNOWN"
  })
  void theComponentDecides(String word, Hint hint) throws IOException {
    assertThat(read(whole(OK, "", saying(word)))).isEqualTo(hint);
  }

  @Test
  void aPageAsItIsInTheWildIsRead() throws IOException {
    String golden = new String(Pages.golden("quiet"), StandardCharsets.UTF_8);

    assertThat(read(whole(OK, "Content-Type: application/json\r\n", golden))).isEqualTo(Hint.OK);
    assertThat(read(answer(OK, "", golden))).isEqualTo(Hint.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "201 Created",
        "203 Other",
        "204 None",
        "206 Partial",
        "300 Choices",
        "302 Found",
        "304 Unchanged",
        "400 Bad",
        "401 Who",
        "403 No",
        "404 None",
        "429 Slow",
        "500 Broken",
        "503 Away",
        "999 What"
      })
  void anyOtherStatusIsUnknown(String status) throws IOException {
    assertThat(read(whole(status, "", saying("operational")))).isEqualTo(Hint.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!doctype html><title>Sign in</title>",
        "operational",
        "{\"components\":[{\"name\":\"Other\",\"status\":\"operational\"}]}",
        "{\"components\":[{\"name\":\"Mail Sending\"}]}",
        "{\"components\":"
      })
  void whatIsNoPageIsUnknown(String body) throws IOException {
    assertThat(read(whole(OK, "", body))).isEqualTo(Hint.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "'', OK",
    "0, OK",
    "300, OK",
    "301, UNKNOWN",
    "99999999999999999999, UNKNOWN",
    "'301, 1', UNKNOWN",
    "soon, OK",
    "-400, OK"
  })
  void anAnswerThatWaitedInACacheForTooLongIsUnknown(String age, Hint hint) throws IOException {
    assertThat(read(whole(OK, "Age: " + age + "\r\n", saying("operational")))).isEqualTo(hint);
  }

  @Test
  void aBodyOfMoreThanOneMebibyteIsUnknown() throws IOException {
    String page = saying("operational");
    String full = page + " ".repeat(1024 * 1024 - page.length());

    assertThat(read(whole(OK, "", full))).isEqualTo(Hint.OK);
    assertThat(read(whole(OK, "", full + " "))).isEqualTo(Hint.UNKNOWN);
    assertThat(read(answer(OK, "", full + " "))).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void aPageThatIsTooDeepIsUnknown() throws IOException {
    assertThat(read(whole(OK, "", "{\"a\":" + "[".repeat(100_000)))).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void aBodyCutOffAnywhereIsUnknown() throws IOException {
    String page = saying("operational");
    for (int i = 0; i < page.length(); i++) {
      assertThat(read(answer(OK, "", page.substring(0, i)))).as("at %d", i).isEqualTo(Hint.UNKNOWN);
    }
    assertThat(read(answer(OK, "Content-Length: 1000\r\n", page))).isEqualTo(Hint.UNKNOWN);
    assertThat(read(answer(OK, "Transfer-Encoding: chunked\r\n", "10\r\n{")))
        .isEqualTo(Hint.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n"})
  void whatIsNoAnswerIsUnknown(String answer) throws IOException {
    assertThat(read(answer)).isEqualTo(Hint.UNKNOWN);
  }

  /** Head and body alike; a reading never throws, whatever comes. */
  @Test
  void noMutatedAnswerThrows() throws IOException {
    String answer = whole(OK, "Age: 1\r\nETag: \"a\"\r\nVary: *\r\n", saying("operational"));
    Random random = new Random(1);
    int known = 0;
    for (int i = 0; i < 400; i++) {
      StringBuilder mutated = new StringBuilder(answer);
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutated.setCharAt(random.nextInt(mutated.length()), (char) random.nextInt(256));
      }
      known += read(mutated.toString()) == Hint.UNKNOWN ? 0 : 1;
    }
    assertThat(known).isBetween(20, 380);
  }

  @Test
  void nobodyThereIsUnknown() throws IOException {
    URI gone;
    try (RawServer server = server("")) {
      gone = server.uri();
    }
    try (StatusPage page = page(gone)) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0"})
  void withoutTimeNobodyIsAsked(long millis) throws IOException {
    try (RawServer server = server(whole(OK, "", saying("operational")));
        StatusPage page = page(server.uri())) {
      assertThat(page.read(Duration.ofMillis(millis))).isEqualTo(Hint.UNKNOWN);
      assertThat(server.connections()).isZero();
      assertThat(page.read(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Hint.OK);
    }
  }

  @Test
  void anAddressOfThisHostIsRefusedUnlessAllowed() throws IOException {
    OkHttpClient everyNameIsHere =
        new OkHttpClient.Builder().dns(host -> List.of(InetAddress.getLoopbackAddress())).build();
    try (RawServer server = server(whole(OK, "", saying("operational")))) {
      for (String host : List.of("127.0.0.1", "localhost", "status.example")) {
        URI url = URI.create("https://" + host + ":" + server.port() + "/summary.json");
        try (StatusPage page =
            StatusPage.builder(url, List.of("a")).httpClient(everyNameIsHere).build()) {
          assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
        }
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void neitherCredentialsNorCookiesAreSent() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    OkHttpClient generous =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain.request().newBuilder().header("Authorization", "Bearer k").build()))
            .addNetworkInterceptor(
                chain ->
                    chain.proceed(chain.request().newBuilder().header("Cookie", "k=1").build()))
            .authenticator(
                (route, response) ->
                    response.request().newBuilder().header("Authorization", "Basic k").build())
            .build();
    try (RawServer server =
            new RawServer(
                peer -> {
                  seen.set(seen.get() + peer.readRequest());
                  peer.write(
                      whole("401 Who", "WWW-Authenticate: Basic\r\nSet-Cookie: k=1\r\n", ""));
                });
        StatusPage page =
            StatusPage.builder(server.uri().resolve(Pages.PATH), List.of("a"))
                .httpClient(generous)
                .allowLocalNetwork()
                .build()) {
      page.read(AMPLE);
      page.read(AMPLE);

      assertThat(server.connections()).isEqualTo(2);
      assertThat(seen.get())
          .startsWith("GET " + Pages.PATH + " HTTP/1.1\r\n")
          .contains("Accept: application/json\r\n", "User-Agent: ak-email\r\n");
      assertThat(seen.get().toLowerCase(Locale.ROOT))
          .doesNotContain("authorization", "cookie", "if-none-match", "if-modified-since");
    }
  }

  @Test
  void aMissingComponentIsLoggedWhenThatBegins() throws IOException {
    String without = whole(OK, "", "{\"components\":[]}");
    String with = whole(OK, "", saying("operational"));
    List<String> answers =
        List.of(without, without, whole("500 No", "", ""), without, with, without);
    RawServer.Script[] scripts =
        answers.stream()
            .map(
                text ->
                    (RawServer.Script)
                        peer -> {
                          peer.readRequest();
                          peer.write(text);
                        })
            .toArray(RawServer.Script[]::new);
    try (RawServer server = new RawServer(scripts);
        StatusPage page = page(server.uri());
        LogLines log = new LogLines(StatusPage.class)) {
      for (int i = 0; i < answers.size(); i++) {
        page.read(AMPLE);
        assertThat(log.shown()).as("after reading %d", i).hasSize(i < 5 ? 1 : 2);
      }
      assertThat(log.shown().get(0))
          .isEqualTo(
              "The status page at 127.0.0.1 has no component Mail Sending: nothing is known from it");
    }
  }

  @Test
  void anInterruptEndsTheReadingAndIsKept() throws IOException {
    try (RawServer server = server(whole(OK, "", saying("operational")));
        StatusPage page = page(server.uri())) {
      Thread.currentThread().interrupt();
      assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    }
  }

  @Test
  void aClosedPageAsksNobody() throws IOException {
    try (RawServer server = server(whole(OK, "", saying("operational")))) {
      StatusPage page = page(server.uri());
      page.close();
      page.close();
      assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://status.example/summary.json",
        "https://u:p@status.example/summary.json",
        "https://status.example/summary.json#a",
        "ftp://status.example/",
        "mailto:a",
        "summary.json",
        "https:///summary.json"
      })
  void onlyAPlainHttpsUrlIsTaken(String url) {
    assertThatThrownBy(() -> StatusPage.of(URI.create(url), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("summary URL: must ");
  }

  @Test
  void aComponentMustBeNamed() {
    URI url = URI.create("https://status.example/summary.json");
    for (List<String> names : List.of(List.<String>of(), List.of("a", " "))) {
      assertThatThrownBy(() -> StatusPage.of(url, names))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("component names: must be given, and not blank");
    }
    try (StatusPage page = StatusPage.of(url, List.of(" a ", "b"))) {
      assertThat(page).hasToString("StatusPage[status.example, [a, b]]");
    }
  }
}
