package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing, and the free call that tells whether a provider can be reached. */
class LifecycleTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void aClosedTransportSendsNothing() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK))) {
      HttpTransport transport = Posts.transport(server.uri());
      transport.close();
      transport.close();

      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT))
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "closed"));
      assertThat(transport.isReachable("/", LONG)).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void closingBreaksOffCallsInFlight() throws IOException {
    HttpTransport[] transport = new HttpTransport[1];
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.readRequest();
              transport[0].close();
              peer.awaitEnd();
            })) {
      transport[0] = Posts.transport(server.uri());

      Outcome outcome = transport[0].post(Posts.small(), new TestContext().fresh(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
    }
  }

  @Test
  void closingWhileACallIsPreparedLetsNothingOut() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK))) {
      HttpTransport transport = Posts.transport(server.uri());
      HttpPost post =
          HttpPost.json(
              "/send",
              json -> {
                json.value(1);
                transport.close();
              });

      assertThat(transport.post(post, new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(server.fullPosts()).isZero();
    }
  }

  @Test
  void closingClosesIdleConnections() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.readRequest();
              peer.write(RawServer.OK);
              peer.awaitEnd();
              ended.countDown();
            })) {
      HttpTransport transport = Posts.transport(server.uri());
      transport.post(Posts.small(), new TestContext(), ACCEPT);
      transport.close();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aCallThatIsNoAttemptKeepsItsOwnTimeAndItsOwnConnection() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(Posts.small(), LONG, ACCEPT).kind())
          .isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(transport.post(Posts.small(), LONG, ACCEPT).kind())
          .isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(server.connections()).isEqualTo(2);
    }
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(Posts.small(), Duration.ofMillis(50), ACCEPT).why())
          .endsWith("time over");
    }
  }

  @Test
  void closingLeavesNoThreadOfOurs() throws Exception {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK))) {
      HttpTransport transport = Posts.transport(URI.create("http://localhost:" + server.port()));
      transport.post(Posts.small(), new TestContext(), ACCEPT);
      List<Thread> ours = ours();
      assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);

      transport.close();

      for (Thread thread : ours) {
        thread.join();
      }
      assertThat(ours()).isEmpty();
    }
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ak-email-dns"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 401, 403, 429, 499})
  void anyParsedAnswerBelow500IsReachable(int status) throws IOException {
    assertThat(isReachable(status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 599})
  void aServerFaultIsNotReachable(int status) throws IOException {
    assertThat(isReachable(status)).isFalse();
  }

  private static boolean isReachable(int status) throws IOException {
    String length = status == 204 ? "" : "Content-Length: 1000000\r\n";
    String[] head = new String[1];
    try (RawServer server =
            new RawServer(
                peer -> {
                  head[0] = peer.readRequest();
                  peer.write("HTTP/1.1 " + status + " X\r\n" + length + "\r\n");
                  peer.awaitEnd();
                });
        HttpTransport transport =
            HttpTransport.builder(server.uri()).header("X-Key", "k").allowLocalNetwork().build()) {
      boolean reachable = transport.isReachable("/v3/scopes", LONG);

      assertThat(head[0])
          .startsWith("GET /v3/scopes HTTP/1.1\r\nAccept: application/json\r\n")
          .contains("X-Key: k");
      return reachable;
    }
  }

  @Test
  void theCheckTakesANewConnectionAndLeavesThoseOfSendsAlone() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);
      assertThat(transport.isReachable("/", LONG)).isTrue();
      assertThat(server.connections()).isEqualTo(2);
      transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.fullPosts()).isEqualTo(2);
    }
  }

  @Test
  void aHangingServerIsNotReachableWhenTheTimeIsOver() throws IOException {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.isReachable("/", Duration.ofMillis(50))).isFalse();
      assertThat(transport.isReachable("/", Duration.ZERO)).isFalse();
    }
  }

  @Test
  void aHangingNameIsNotReachableWhenTheTimeIsOverAndItsThreadEndsAtTheClose() throws Exception {
    HttpUrl base = HttpUrl.get("http://name.example/");
    Thread[] looking = new Thread[1];
    BoundedDns dns =
        new BoundedDns(
            host -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            },
            System::nanoTime,
            work -> looking[0] = new Thread(work));
    try (HttpTransport transport =
        new HttpTransport(base, Headers.of(), Clients.of(base, null, true, dns))) {
      assertThat(transport.isReachable("/", Duration.ofMillis(50))).isFalse();
    }

    looking[0].join(TimeUnit.SECONDS.toMillis(20));
    assertThat(looking[0].isAlive()).isFalse();
  }

  @Test
  void theCheckNeverThrows() throws IOException {
    URI nobody;
    try (RawServer server = new RawServer()) {
      nobody = server.uri();
    }
    try (HttpTransport transport = Posts.transport(nobody)) {
      assertThat(transport.isReachable("/", LONG)).isFalse();
      assertThat(transport.isReachable("no slash", LONG)).isFalse();
      Thread.currentThread().interrupt();
      assertThat(transport.isReachable("/", LONG)).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }
}
