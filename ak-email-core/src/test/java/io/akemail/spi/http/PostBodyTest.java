package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Sink;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stage of a body, on which it hangs whether a lost request can have been accepted. */
class PostBodyTest {
  private static final int SEGMENT = 8192;

  private static PostBody body(int length) {
    PostBody body = new PostBody(new TestContext(), () -> false);
    body.prepare(HttpPost.json("/", json -> json.value("x".repeat(length - 2))).body());
    return body;
  }

  /** A connection that breaks as soon as it is given the first bytes. */
  private static BufferedSink broken() {
    return Okio.buffer(
        new Sink() {
          @Override
          public void write(Buffer source, long byteCount) throws IOException {
            throw new IOException("broken");
          }

          @Override
          public void flush() {}

          @Override
          public Timeout timeout() {
            return Timeout.NONE;
          }

          @Override
          public void close() {}
        });
  }

  @Test
  void aBodyIsOneShotAndKnowsItsLength() {
    assertThat(body(6).isOneShot()).isTrue();
    assertThat(body(6).contentLength()).isEqualTo(6);
    assertThat(body(6).stage()).isEqualTo(PostBody.Stage.PREPARED);
  }

  @ParameterizedTest
  @CsvSource({
    SEGMENT + ",HANDED_OVER",
    2 * SEGMENT + ",HANDED_OVER",
    SEGMENT + 1 + ",WRITING",
    3 * SEGMENT - 1 + ",WRITING"
  })
  void aFaultCountsAsBeforeTheLastByteOnlyWhileThatByteWasHeldBack(
      int length, PostBody.Stage stage) {
    PostBody body = body(length);

    assertThatIOException().isThrownBy(() -> body.writeTo(broken())).withMessage("broken");

    assertThat(body.stage()).isEqualTo(stage);
  }

  @Test
  void aBodyIsWrittenOnce() throws IOException {
    PostBody body = body(10);
    body.writeTo(new Buffer());
    assertThat(body.stage()).isEqualTo(PostBody.Stage.HANDED_OVER);

    Buffer second = new Buffer();
    assertThatIOException().isThrownBy(() -> body.writeTo(second));
    assertThat(second.size()).isZero();
  }
}
