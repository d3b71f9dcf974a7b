package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

/** HTTP/2 can say of a stream that it was not processed, and then nothing was accepted. */
class Http2Test {
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final String REFUSED_STREAM = "\0\0\0\7";

  private final OkHttpClient http2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  /** One frame as characters that stand for bytes. */
  private static String frame(int type, int flags, int stream, String payload) {
    return "\0\0"
        + (char) payload.length()
        + (char) type
        + (char) flags
        + "\0\0\0"
        + (char) stream
        + payload;
  }

  private static void greet(RawServer.Peer peer) throws IOException {
    peer.read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
    peer.write(frame(SETTINGS, 0, 0, ""));
  }

  /** Reads frames up to the first of the type and flag, and gives its stream. */
  private static int readUntil(RawServer.Peer peer, int type, int flag) throws IOException {
    while (true) {
      byte[] head = peer.read(9);
      peer.read((head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff));
      if (head[3] == type && (head[4] & flag) == flag) {
        return head[8];
      }
    }
  }

  /** Reads one request to its end, and gives its stream. */
  private static int readRequest(RawServer.Peer peer) throws IOException {
    return readUntil(peer, 0, END_STREAM);
  }

  private static String status(int status) {
    return "\u0008\u0003" + status; // HPACK: a literal for the name at index 8
  }

  private Outcome post(HttpPost post, RawServer.Script script) throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  greet(peer);
                  script.serve(peer);
                  peer.awaitEnd();
                });
        HttpTransport transport = Posts.transport(server.uri(), http2)) {
      return transport.post(post, new TestContext(), ACCEPT);
    }
  }

  @Test
  void anAnswerIsClassified() throws IOException {
    Outcome outcome =
        post(
            Posts.small(),
            peer ->
                peer.write(
                    frame(HEADERS, END_HEADERS | END_STREAM, readRequest(peer), status(202))));

    assertThat(outcome).isEqualTo(new Outcome.Accepted("202"));
  }

  @Test
  void aRefusedStreamWasSurelyNotAccepted() throws IOException {
    Outcome outcome =
        post(Posts.small(), peer -> peer.write(frame(RESET, 0, readRequest(peer), REFUSED_STREAM)));

    assertThat(outcome)
        .isEqualTo(new Outcome.Unavailable(Origin.PROVIDER, "HTTP/2 stream refused"));
  }

  @Test
  void aStreamAboveTheLastOfAGoawayWasSurelyNotAccepted() throws IOException {
    Outcome outcome =
        post(
            Posts.small(),
            peer -> {
              readRequest(peer);
              peer.write(frame(GOAWAY, 0, 0, "\0\0\0\0" + "\0\0\0\0"));
            });

    assertThat(outcome)
        .isEqualTo(new Outcome.Unavailable(Origin.PROVIDER, "HTTP/2 stream refused"));
  }

  @Test
  void aStreamWithinAGoawayMayHaveBeenAccepted() throws IOException {
    Outcome outcome =
        post(
            Posts.small(),
            peer -> {
              int stream = readRequest(peer);
              peer.write(frame(GOAWAY, 0, 0, "\0\0\0" + (char) stream + "\0\0\0\0"));
              peer.close();
            });

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
  }

  @Test
  void aStreamResetForAnotherReasonMayHaveBeenAccepted() throws IOException {
    Outcome outcome =
        post(Posts.small(), peer -> peer.write(frame(RESET, 0, readRequest(peer), "\0\0\0\2")));

    assertThat(outcome)
        .isEqualTo(new Outcome.Ambiguous(Origin.PROVIDER, "no answer: HTTP/2 stream reset"));
  }

  @Test
  void aStreamResetWithinTheBodyWasSurelyNotAccepted() throws IOException {
    Outcome outcome =
        post(Posts.large(), peer -> peer.write(frame(RESET, 0, readUntil(peer, 0, 0), "\0\0\0\2")));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Unavailable(Origin.PROVIDER, "request cut off: HTTP/2 stream reset"));
  }

  @Test
  void anEarlyAnswerToARequestCutOffIsHeard() throws IOException {
    Outcome outcome =
        post(
            Posts.large(),
            peer -> {
              int stream = readUntil(peer, 0, 0);
              peer.write(frame(HEADERS, END_HEADERS | END_STREAM, stream, status(413)));
              peer.write(frame(RESET, 0, stream, "\0\0\0\0"));
            });

    assertThat(outcome).isEqualTo(new Outcome.Accepted("413"));
  }

  @Test
  void aRefusedStreamIsNotSentAgain() throws IOException {
    int[] requests = new int[1];
    Outcome outcome =
        post(
            Posts.small(),
            peer -> {
              while (true) {
                int stream = readRequest(peer);
                requests[0]++;
                peer.write(frame(RESET, 0, stream, REFUSED_STREAM));
              }
            });

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    assertThat(requests[0]).isEqualTo(1);
  }
}
