package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultServerTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String POST =
      "POST /send HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody";

  private final FaultServer server = FaultServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String readAll(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerIsGivenAndTheWholeRequestIsKept() throws Exception {
    server.then(CannedAnswer.json(202, "{}").header("X-Id", "7"));

    var answer = Http.post(server.uri(), "/send?x=1", "key", "{\"a\":\"ä\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("X-Id")).hasValue("7");
    assertThat(answer.headers().firstValue("Date")).isPresent();
    assertThat(server.wholePosts()).isEqualTo(1);
    RecordedRequest request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/send?x=1");
    assertThat(request.header("authorization")).hasValue("key");
    assertThat(request.bodyText()).isEqualTo("{\"a\":\"ä\"}");
    assertThat(request.toString()).doesNotContain("key");
  }

  @Test
  void aChunkedBodyIsPutTogether() throws IOException {
    try (Socket socket = connect()) {
      write(socket, "POST /send HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      write(socket, "2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n");
      assertThat(server.awaitRequests(1, SOON)).isTrue();
    }
    assertThat(server.requests().get(0).bodyText()).isEqualTo("body");
  }

  @Test
  void aFaultOnAReusedConnectionFollowsAnAnswer() throws IOException {
    server.then(CannedAnswer.of(200)).then(Fault.of(Stage.WHOLE_REQUEST, End.RESET));
    try (Socket socket = connect()) {
      write(socket, POST);
      assertThat(readHead(socket)).startsWith("HTTP/1.1 200 ");
      write(socket, POST);
      assertThatThrownBy(() -> readHead(socket)).isInstanceOf(SocketException.class);
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.wholePosts()).isEqualTo(2);
  }

  @Test
  void anIdleConnectionIsClosedAfterItsLastExchange() throws IOException {
    server.then(CannedAnswer.of(204)).then(Fault.of(Stage.IDLE, End.CLOSE));
    try (Socket socket = connect()) {
      write(socket, POST);
      assertThat(readAll(socket.getInputStream())).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void aNewConnectionIsResetBeforeAnythingIsRead() throws IOException {
    server.then(Fault.of(Stage.IDLE, End.RESET));
    try (Socket socket = connect()) {
      assertThat(server.awaitFaults(1, SOON)).isTrue();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThat(server.begun()).isZero();
  }

  @Test
  void halfARequestIsBegunButNotWhole() throws IOException {
    server.then(Fault.of(Stage.HALF_REQUEST, End.RESET));
    try (Socket socket = connect()) {
      write(socket, POST);
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThat(server.begun()).isEqualTo(1);
    assertThat(server.wholePosts()).isZero();
  }

  @Test
  void anAnswerIsCutWhereTheFaultSays() throws IOException {
    CannedAnswer answer = CannedAnswer.json(200, "0123456789");
    server
        .then(Fault.of(Stage.HALF_STATUS_LINE, End.CLOSE).cutting(answer))
        .then(Fault.of(Stage.HALF_HEADERS, End.CLOSE).cutting(answer))
        .then(Fault.of(Stage.HALF_BODY, End.CLOSE).cutting(answer));

    assertThat(exchange()).startsWith("HTTP/1.1").doesNotContain("\r\n");
    assertThat(exchange()).contains("\r\n").doesNotContain("\r\n\r\n");
    assertThat(exchange()).endsWith("\r\n\r\n01234");
  }

  @Test
  void garbageIsNeitherTlsNorHttp() throws IOException {
    server.then(Fault.of(Stage.HANDSHAKE, End.CLOSE));
    assertThat(exchange()).contains("garbage");
    assertThat(server.begun()).isZero();
  }

  @Test
  void aPausedAnswerGoesOnWhenReleased() throws IOException {
    CannedAnswer answer = CannedAnswer.json(200, "0123456789");
    server.then(Fault.of(Stage.HALF_BODY, End.PAUSE).cutting(answer));
    try (Socket socket = connect()) {
      write(socket, POST);
      assertThat(server.awaitFaults(1, SOON)).isTrue();
      server.release();
      readHead(socket);
      assertThat(socket.getInputStream().readNBytes(10)).asString().isEqualTo("0123456789");
    }
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void closeEndsAHangAtEachStage(Stage stage) throws Exception {
    server.then(Fault.of(stage, End.HANG));
    try (Socket socket = connect()) {
      write(socket, POST);
      assertThat(server.awaitFaults(1, SOON)).isTrue();
      server.close();
      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("testkit-fault"));
  }

  @Test
  void aClosedPortRefuses() {
    URI nobody = FaultServer.closedPort();
    assertThatThrownBy(() -> new Socket(nobody.getHost(), nobody.getPort()).close())
        .isInstanceOf(IOException.class);
  }

  private String exchange() throws IOException {
    try (Socket socket = connect()) {
      write(socket, POST);
      return readAll(socket.getInputStream());
    }
  }

  private static String readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
