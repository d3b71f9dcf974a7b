package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The permit to write, and giving a call up at each of its points. */
class CancelTest {
  private static final Outcome GIVEN_UP_BEFORE =
      new Outcome.Unavailable(Origin.LOCAL, "given up before the request was written");

  private final TestContext context = new TestContext();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void thePermitIsAskedForOnceAndBeforeTheBody() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), context, ACCEPT);

      assertThat(context.asked()).isEqualTo(1);
    }
  }

  @Test
  void withoutThePermitNothingOfTheBodyLeaves() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.small(), context.abandon(), ACCEPT);
      Outcome next = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome).isEqualTo(GIVEN_UP_BEFORE);
      assertThat(next.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(server.fullPosts()).isEqualTo(1);
    }
  }

  @Test
  void aCallGivenUpBeforehandIsNotMade() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      context.cancel();

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "no connection: given up"));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aCallGivenUpWhileConnectingIsUnavailable() throws IOException {
    OkHttpClient client = hanging(context::cancel);
    try (RawServer server = new RawServer();
        HttpTransport transport = Posts.transport(server.uri(), client)) {
      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "no connection: given up"));
    }
  }

  @Test
  void aCallGivenUpWithinTheTlsHandshakeIsUnavailable() throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.read(5);
                  context.cancel();
                  peer.awaitEnd();
                });
        HttpTransport transport =
            Posts.transport(URI.create("https://127.0.0.1:" + server.port()))) {
      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "TLS handshake failed: given up"));
    }
  }

  @Test
  void aCallGivenUpWhileItsBodyIsWrittenIsUnavailableSinceTheRequestIsIncomplete()
      throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readHead();
                  peer.read(1000);
                  context.cancel();
                  peer.awaitEnd();
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.large(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.PROVIDER, "request cut off: given up"));
      assertThat(server.fullPosts()).isZero();
    }
  }

  @Test
  void aCallGivenUpWhileItWaitsForTheAnswerIsAmbiguous() throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  context.cancel();
                  peer.awaitEnd();
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.small(), context.remaining(Duration.ZERO), ACCEPT);

      assertThat(outcome).isEqualTo(new Outcome.Ambiguous(Origin.PROVIDER, "no answer: time over"));
    }
  }

  @Test
  void aHangOnAReusedConnectionMayBeALocalFault() throws IOException {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.write(RawServer.OK);
                  peer.readRequest();
                  context.cancel();
                  peer.awaitEnd();
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome).isEqualTo(new Outcome.Ambiguous(Origin.LOCAL, "no answer: given up"));
    }
  }

  @Test
  void aCallGivenUpRightAfterTheHeadOfTheAnswerCountsByItsStatus() throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  context.cancel();
                  return response;
                })
            .build();
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri(), client)) {
      assertThat(transport.post(Posts.small(), context, ACCEPT))
          .isEqualTo(new Outcome.Accepted("202"));
    }
  }

  @Test
  void aCallGivenUpWhileTheAnswersBodyIsReadKeepsWhatCame() throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(chain -> cancelledByReading(chain.proceed(chain.request())))
            .build();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                  peer.awaitEnd();
                });
        HttpTransport transport = Posts.transport(server.uri(), client)) {
      Outcome outcome =
          transport.post(
              Posts.small(),
              context,
              answer -> new Outcome.Accepted(answer.body() + " " + answer.isComplete()));

      assertThat(outcome).isEqualTo(new Outcome.Accepted("half false"));
    }
  }

  private Response cancelledByReading(Response response) {
    ResponseBody body = response.body();
    Source source =
        new ForwardingSource(body.source()) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long count = super.read(sink, byteCount);
            context.cancel();
            return count;
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(source), null, body.contentLength()))
        .build();
  }

  @Test
  void anInterruptedThreadSendsNothingAndStaysInterrupted() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.small(), new TestContext(), ACCEPT);
      Thread.currentThread().interrupt();

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome).isEqualTo(GIVEN_UP_BEFORE);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(context.asked()).isZero();
    }
  }

  @Test
  void anInterruptWhileConnectingEndsTheCallAndIsKept() throws IOException {
    Thread caller = Thread.currentThread();
    OkHttpClient client = hanging(caller::interrupt);
    try (RawServer server = new RawServer();
        HttpTransport transport = Posts.transport(server.uri(), client)) {
      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "no connection: interrupted"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }

  @Test
  void anInterruptAfterTheBodyIsAmbiguousAndKept() throws IOException {
    Thread caller = Thread.currentThread();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  try (Response response = chain.proceed(chain.request())) {
                    throw new InterruptedIOException(response.message());
                  } finally {
                    caller.interrupt();
                  }
                })
            .build();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  peer.close();
                });
        HttpTransport transport = Posts.transport(server.uri(), client)) {
      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }

  /** A client whose sockets tell the test that they connect, and then hang until closed. */
  private static OkHttpClient hanging(Runnable connecting) {
    return new OkHttpClient.Builder()
        .socketFactory(new TestSockets(() -> new HangingSocket(connecting)))
        .build();
  }

  private static final class HangingSocket extends Socket {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable connecting;

    HangingSocket(Runnable connecting) {
      this.connecting = connecting;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      connecting.run();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new SocketException("Socket closed");
    }

    @Override
    public synchronized void close() throws IOException {
      closed.countDown();
      super.close();
    }
  }
}
