package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts at the server: whatever happens, one call is one POST at most. */
class NoHiddenResendTest {
  private static final String REUSED = "reused connection";
  private static final String NEW = "new connection";

  static Stream<Arguments> faultsAfterTheRequest() {
    return Stream.of(NEW, REUSED)
        .flatMap(
            connection ->
                Stream.of(
                    fault(connection, "closed after the body", RawServer.Peer::close),
                    fault(connection, "reset after the body", RawServer.Peer::reset),
                    fault(
                        connection,
                        "closed within the status line",
                        peer -> {
                          peer.write("HTTP/1.1 20");
                          peer.close();
                        }),
                    fault(
                        connection,
                        "reset within the status line",
                        peer -> {
                          peer.write("HTTP/1.1 20");
                          peer.reset();
                        }),
                    fault(
                        connection,
                        "closed within the header",
                        peer -> {
                          peer.write("HTTP/1.1 202 Accepted\r\nX-Mess");
                          peer.close();
                        })));
  }

  private static Arguments fault(String connection, String name, RawServer.Script script) {
    return Arguments.of(connection, name, script);
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("faultsAfterTheRequest")
  void aLostAnswerIsAmbiguousAndThePostWasMadeOnce(
      String connection, String name, RawServer.Script fault) throws IOException {
    boolean reused = connection.equals(REUSED);
    try (RawServer server =
            new RawServer(
                peer -> {
                  if (reused) {
                    peer.readRequest();
                    peer.write(RawServer.OK);
                  }
                  peer.readRequest();
                  fault.serve(peer);
                },
                RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      if (reused) {
        assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
            .isEqualTo(Outcome.Kind.ACCEPTED);
      }

      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
      assertThat(server.fullPosts()).isEqualTo(reused ? 2 : 1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatThePeerClosedWhileIdleIsNotReplacedInSilence() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.write(RawServer.OK);
                  peer.close();
                  closed.countDown();
                },
                RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);
      closed.await();

      Outcome second = transport.post(Posts.small(), new TestContext(), ACCEPT);
      Outcome third = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(second.kind().isFault()).isTrue();
      assertThat(third.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(server.fullPosts()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 Service Unavailable\r\nRetry-After: 0",
        "408 Request Timeout",
        "421 Misdirected Request",
        "307 Temporary Redirect\r\nLocation: /elsewhere",
        "308 Permanent Redirect\r\nLocation: /elsewhere",
        "302 Found\r\nLocation: /elsewhere",
        "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"",
        "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\""
      })
  void anAnswerThatInvitesAnotherRequestIsHandedToTheProvider(String answer) throws IOException {
    OkHttpClient eager =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(true)
            .followRedirects(true)
            .authenticator(
                (route, response) ->
                    response.request().newBuilder().header("Authorization", "again").build())
            .build();
    try (RawServer server =
            new RawServer(
                RawServer.answering("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n"));
        HttpTransport own = Posts.transport(server.uri());
        HttpTransport upon = Posts.transport(server.uri(), eager)) {
      Outcome first = own.post(Posts.small(), new TestContext(), ACCEPT);
      Outcome second = upon.post(Posts.small(), new TestContext(), ACCEPT);

      Outcome expected = new Outcome.Accepted(answer.substring(0, 3));
      assertThat(first).isEqualTo(expected);
      assertThat(second).isEqualTo(expected);
      assertThat(server.fullPosts()).isEqualTo(2);
    }
  }

  @Test
  void aRedirectLeadsToNoOtherHost() throws IOException {
    try (RawServer elsewhere = new RawServer(RawServer.answering(RawServer.OK));
        RawServer server =
            new RawServer(
                RawServer.answering(
                    "HTTP/1.1 307 Temporary Redirect\r\nLocation: "
                        + elsewhere.uri()
                        + "/send\r\nContent-Length: 0\r\n\r\n"));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.small(), new TestContext(), HttpAnswer::byStatus);

      assertThat(outcome).isEqualTo(new Outcome.Misconfigured("HTTP 307"));
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void anInterceptorOfTheHostCannotSendTheBodyTwice() throws IOException {
    OkHttpClient twice =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri(), twice)) {
      TestContext context = new TestContext();

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome.kind()).isIn(Outcome.Kind.ACCEPTED, Outcome.Kind.AMBIGUOUS);
      assertThat(server.fullPosts()).isEqualTo(1);
      assertThat(context.asked()).isEqualTo(1);
    }
  }

  @Test
  void aPortWhereNobodyListensIsTriedOnceAndUnavailable() throws IOException {
    TestContext context = new TestContext();
    try (Socket bound = new Socket()) { // takes the port, so that nobody else can, and listens not
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:" + bound.getLocalPort());
      HttpTransport transport = Posts.transport(nobody);
      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(outcome.why()).isEqualTo("no connection: connection refused");
      assertThat(context.asked()).isZero();
      transport.close();
    }
  }
}
