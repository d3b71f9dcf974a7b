package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault at each point of a call: its class, its side, and that no text from outside is told. */
class FaultsTest {
  private static final String HALF_ANSWER =
      "HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\nContent-Length: 10\r\n\r\n12345";

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("closed after the body", "connection closed", script(RawServer.Peer::close)),
        Arguments.of("reset after the body", "connection reset", script(RawServer.Peer::reset)),
        Arguments.of("half a status line", "connection closed", script(then("HTTP/1.1 20"))),
        Arguments.of("half the header", "connection closed", script(then("HTTP/1.1 202 OK\r\nX"))),
        Arguments.of("no HTTP at all", "not valid HTTP", script(then("220 smtp ready\r\n"))),
        Arguments.of(
            "a header field of 300 KiB",
            "",
            script(then("HTTP/1.1 202 OK\r\nX: " + "x".repeat(300 * 1024) + "\r\n\r\n"))));
  }

  private static RawServer.Script script(RawServer.Script fault) {
    return fault;
  }

  private static RawServer.Script then(String bytes) {
    return peer -> {
      peer.write(bytes);
      peer.close();
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aLostAnswerOnANewConnectionIsTheProvidersFault(
      String name, String why, RawServer.Script fault) throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  fault.serve(peer);
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
      assertThat(((Outcome.Ambiguous) outcome).origin()).isEqualTo(Origin.PROVIDER);
      assertThat(outcome.why()).startsWith("no answer: " + why).doesNotContain("127.0.0.1");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aLostAnswerOnAReusedConnectionMayBeALocalFault(
      String name, String why, RawServer.Script fault) throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.write(RawServer.OK);
                  peer.readRequest();
                  fault.serve(peer);
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);

      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
      assertThat(((Outcome.Ambiguous) outcome).origin()).isEqualTo(Origin.LOCAL);
    }
  }

  @Test
  void aProbeUsesANewConnectionThoughAnIdleOneIsThere() throws IOException {
    try (RawServer server =
            new RawServer(
                RawServer.answering(RawServer.OK),
                peer -> {
                  peer.readRequest();
                  peer.close();
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);

      Outcome probe = transport.post(Posts.small(), new TestContext().fresh(), ACCEPT);
      Outcome next = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(probe)
          .isEqualTo(new Outcome.Ambiguous(Origin.PROVIDER, "no answer: connection closed"));
      assertThat(next.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aRequestCutOffWithinItsBodyIsSurelyNotAccepted(RawServer.Script cut) throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readHead();
                  peer.read(100_000);
                  cut.serve(peer);
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.large(), new TestContext(), ACCEPT);

      assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
      assertThat(((Outcome.Unavailable) outcome).origin()).isEqualTo(Origin.PROVIDER);
      assertThat(outcome.why()).startsWith("request cut off: connection");
      assertThat(server.fullPosts()).isZero();
    }
  }

  static Stream<RawServer.Script> cuts() {
    return Stream.of(RawServer.Peer::close, RawServer.Peer::reset);
  }

  @Test
  void anAnswerCutOffWithinItsBodyStillCountsByItsStatus() throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.write(HALF_ANSWER);
                  peer.close();
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome =
          transport.post(
              Posts.small(),
              new TestContext(),
              answer -> {
                assertThat(answer.isComplete()).isFalse();
                assertThat(answer.body()).isEqualTo("12345");
                return new Outcome.Accepted(answer.header("x-message-id").orElseThrow());
              });

      assertThat(outcome).isEqualTo(new Outcome.Accepted("m1"));
    }
  }

  @Test
  void aHeadThatTheClientDislikesStillCountsByItsStatus() throws IOException {
    String contradictory = "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc";
    try (RawServer server = new RawServer(RawServer.answering(contradictory));
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT))
          .isEqualTo(new Outcome.Accepted("204"));
    }
  }

  @Test
  void garbageInsteadOfATlsHandshakeIsALocalFaultBeforeAnythingWasSent() throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.read(5);
                  peer.write("HTTP/1.1 400 plain text on a TLS port\r\n\r\n");
                  peer.close();
                });
        HttpTransport transport =
            Posts.transport(URI.create("https://127.0.0.1:" + server.port()))) {
      TestContext context = new TestContext();

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
      assertThat(((Outcome.Unavailable) outcome).origin()).isEqualTo(Origin.LOCAL);
      assertThat(outcome.why()).startsWith("TLS handshake failed").doesNotContain("plain text");
      assertThat(context.asked()).isZero();
    }
  }

  @Test
  void aClassifierThatThrowsOrGivesNothingLeavesTheStatusToDecide() throws IOException {
    String unavailable = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = new RawServer(RawServer.answering(unavailable));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome expected = new Outcome.Unavailable(Origin.PROVIDER, "HTTP 503");

      assertThat(
              transport.post(
                  Posts.small(),
                  new TestContext(),
                  answer -> {
                    throw new IllegalStateException("bug");
                  }))
          .isEqualTo(expected);
      assertThat(transport.post(Posts.small(), new TestContext(), answer -> null))
          .isEqualTo(expected);
    }
  }

  @Test
  void aBodyThatCannotBeMadeIsUnavailableAndNothingIsSent() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      HttpPost broken =
          HttpPost.json(
              "/send",
              json -> {
                throw new IllegalStateException("ada@example.org");
              });
      HttpPost unfinished = HttpPost.json("/send", JsonWriter::beginObject);
      HttpPost elsewhere = HttpPost.json("//evil.example/send", json -> json.value(1));

      for (HttpPost post : new HttpPost[] {broken, unfinished, elsewhere}) {
        Outcome outcome = transport.post(post, new TestContext(), ACCEPT);

        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(((Outcome.Unavailable) outcome).origin()).isEqualTo(Origin.LOCAL);
        assertThat(outcome.why()).startsWith("the request could not be made").doesNotContain("ada");
      }
      assertThat(server.connections()).isZero();
    }
  }
}
