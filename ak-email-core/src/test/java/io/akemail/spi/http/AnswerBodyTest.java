package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of an answer: bounded, unpacked, and told apart from one that was cut off. */
class AnswerBodyTest {
  private static final int LIMIT = 256 * 1024;

  private static HttpAnswer answerTo(String... answers) throws IOException {
    AtomicReference<HttpAnswer> seen = new AtomicReference<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.readRequest();
                  for (String part : answers) {
                    peer.write(part);
                  }
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(
          Posts.small(),
          new TestContext(),
          answer -> {
            seen.set(answer);
            return new Outcome.Accepted(null);
          });
    }
    return seen.get();
  }

  private static String head(int length, String... fields) {
    return "HTTP/1.1 200 OK\r\nContent-Length: "
        + length
        + "\r\n"
        + String.join("\r\n", fields)
        + (fields.length == 0 ? "\r\n" : "\r\n\r\n");
  }

  @Test
  void aBodyIsReadAsUtf8() throws IOException {
    byte[] utf8 = "Grüße \uD83D\uDCE7".getBytes(StandardCharsets.UTF_8);

    HttpAnswer answer = answerTo(head(utf8.length) + new String(utf8, StandardCharsets.ISO_8859_1));

    assertThat(answer.body()).isEqualTo("Grüße \uD83D\uDCE7");
    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void bytesThatAreNotUtf8AreReplacedNotRefused() throws IOException {
    HttpAnswer answer = answerTo(head(3) + "a\u00ffb");

    assertThat(answer.body()).isEqualTo("a\uFFFDb");
    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void aChunkedBodyIsReadToItsEnd() throws IOException {
    HttpAnswer answer =
        answerTo(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "3\r\nabc\r\n",
            "2\r\nde\r\n0\r\n\r\n");

    assertThat(answer.body()).isEqualTo("abcde");
    assertThat(answer.isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"
      })
  void aBodyCutOffIsKeptAsFarAsItCame(String cut) throws IOException {
    HttpAnswer answer = answerTo(cut);

    assertThat(answer.body()).isEqualTo("abc");
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void aBodyOfTheLargestSizeIsComplete() throws IOException {
    HttpAnswer answer = answerTo(head(LIMIT), "x".repeat(LIMIT));

    assertThat(answer.body()).hasSize(LIMIT);
    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void aLongerBodyIsCutAndNotReadOn() throws IOException {
    HttpAnswer answer = answerTo(head(Integer.MAX_VALUE), "x".repeat(LIMIT + 100_000));

    assertThat(answer.body()).hasSize(LIMIT);
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void aLongerBodyBreaksTheCallOffInsteadOfWaitingForItsRest() throws IOException {
    String head = head(Integer.MAX_VALUE);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.readRequest();
              peer.write(head + "x".repeat(LIMIT + 1));
              peer.awaitEnd();
            })) {
      Request request = new Request.Builder().url(server.uri() + "/").build();
      Call call = new OkHttpClient().newCall(request);
      try (Response response = call.execute()) {
        assertThat(HttpAnswer.read(response, call).isComplete()).isFalse();
        assertThat(call.isCanceled()).isTrue();
      }
    }
  }

  @Test
  void aCompressedBodyIsUnpacked() throws IOException {
    String packed = gzip("{\"ok\":true}", 1);

    HttpAnswer answer = answerTo(head(packed.length(), "Content-Encoding: gzip"), packed);

    assertThat(answer.body()).isEqualTo("{\"ok\":true}");
    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void theLimitCountsUnpackedBytes() throws IOException {
    String bomb = gzip("0".repeat(100_000), 1000);

    HttpAnswer answer = answerTo(head(bomb.length(), "Content-Encoding: gzip"), bomb);

    assertThat(answer.body()).hasSize(LIMIT);
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void whatClaimsToBeCompressedAndIsNotCountsAsCutOff() throws IOException {
    HttpAnswer answer = answerTo(head(5, "Content-Encoding: gzip"), "plain");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void anEmptyBodyIsComplete() throws IOException {
    HttpAnswer answer = answerTo(head(0));

    assertThat(answer.body()).isEmpty();
    assertThat(answer.isComplete()).isTrue();
  }

  private static String gzip(String part, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        gzip.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
