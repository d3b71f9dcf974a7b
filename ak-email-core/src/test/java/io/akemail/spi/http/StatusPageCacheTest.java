package io.akemail.spi.http;

import static io.akemail.spi.http.Pages.AMPLE;
import static io.akemail.spi.http.Pages.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Hint;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is asked for only if it has changed, and may come compressed. */
class StatusPageCacheTest {
  private static final String SINCE = "Tue, 03 Feb 2026 04:05:06 GMT";

  private MockWebServer server;
  private StatusPage page;

  @BeforeEach
  void start() throws Exception {
    server = new MockWebServer();
    server.start();
    page = Pages.page(server.url("/").uri());
  }

  @AfterEach
  void close() {
    page.close();
    server.close();
  }

  private void enqueue(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    for (String header : headers) {
      response.addHeader(header);
    }
    server.enqueue(response.build());
  }

  private RecordedRequest request() throws InterruptedException {
    return server.takeRequest(20, TimeUnit.SECONDS);
  }

  private void checkNextIsUnconditional() throws InterruptedException {
    RecordedRequest request = request();
    assertThat(request.getHeaders().get("If-None-Match")).isNull();
    assertThat(request.getHeaders().get("If-Modified-Since")).isNull();
  }

  @Test
  void anUnchangedPageSaysWhatItSaid() throws InterruptedException {
    enqueue(200, saying("major_outage"), "ETag: W/\"v1\"", "Last-Modified: " + SINCE);
    enqueue(304, "");
    enqueue(500, "");
    enqueue(304, "");
    enqueue(200, saying("operational"), "ETag: \"v2\"");
    enqueue(304, "");

    assertThat(page.read(AMPLE)).isEqualTo(Hint.OUTAGE);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.OUTAGE);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(page.read(AMPLE)).as("after a fault").isEqualTo(Hint.OUTAGE);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);

    checkNextIsUnconditional();
    for (int i = 0; i < 4; i++) {
      RecordedRequest request = request();
      assertThat(request.getHeaders().get("If-None-Match")).isEqualTo("W/\"v1\"");
      assertThat(request.getHeaders().get("If-Modified-Since")).isEqualTo(SINCE);
    }
    RecordedRequest last = request();
    assertThat(last.getHeaders().get("If-None-Match")).isEqualTo("\"v2\"");
    assertThat(last.getHeaders().get("If-Modified-Since")).isNull();
  }

  @Test
  void withoutValidatorsThePageIsAlwaysAskedFor() throws InterruptedException {
    enqueue(200, saying("operational"), "ETag: \"v1\"");
    enqueue(200, saying("operational"));
    enqueue(304, "");

    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);

    checkNextIsUnconditional();
    assertThat(request().getHeaders().get("If-None-Match")).isEqualTo("\"v1\"");
    checkNextIsUnconditional();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html></html>", "{\"components\":[", ""})
  void whatIsNoPageIsNotRemembered(String body) throws InterruptedException {
    enqueue(200, saying("operational"), "ETag: \"v1\"");
    enqueue(200, body, "ETag: \"v2\"");
    enqueue(304, "");

    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);

    request();
    request();
    checkNextIsUnconditional();
  }

  @Test
  void anOldCacheIsNotBelievedWhenItSaysUnchanged() {
    enqueue(200, saying("operational"), "ETag: \"v1\"");
    enqueue(304, "", "Age: 301");
    enqueue(304, "", "Age: 300");

    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
  }

  @Test
  void anUnchangedPageWithoutTheComponentSaysNothing() {
    enqueue(200, "{\"components\":[]}", "ETag: \"v1\"");
    enqueue(304, "");

    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void aValidatorThatCannotBeSentBackIsNotSent() throws InterruptedException {
    MockResponse.Builder strange = new MockResponse.Builder().body(saying("operational"));
    strange.addHeaderLenient("ETag", "\"\u00e9\"");
    server.enqueue(strange.build());
    enqueue(200, saying("operational"), "ETag: \"" + "x".repeat(2_000) + "\"");
    enqueue(200, saying("operational"));

    for (int i = 0; i < 3; i++) {
      assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
      checkNextIsUnconditional();
    }
  }

  private static Buffer zipped(String head, long spaces) throws Exception {
    Buffer zipped = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
      sink.writeUtf8(head);
      byte[] some = " ".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      for (long left = spaces; left > 0; left -= some.length) {
        sink.write(some, 0, (int) Math.min(left, some.length));
      }
    }
    return zipped;
  }

  private void enqueueZipped(Buffer body) {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding: gzip").body(body).build());
  }

  @Test
  void aCompressedPageIsReadUpToTheSameSize() throws Exception {
    String saying = saying("operational");
    long room = 1024L * 1024 - saying.length();
    enqueueZipped(zipped(saying, room));
    enqueueZipped(zipped(saying, room + 1));

    assertThat(page.read(AMPLE)).isEqualTo(Hint.OK);
    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(request().getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    Buffer bomb = zipped(saying("operational"), 1L << 28);
    assertThat(bomb.size()).isLessThan(512 * 1024);
    enqueueZipped(bomb);
    long begin = System.nanoTime();

    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void aCompressedPageThatIsCutOffIsUnknown() throws Exception {
    Buffer whole = zipped(saying("operational"), 0);
    Buffer cut = new Buffer();
    cut.write(whole, whole.size() - 4);
    enqueueZipped(cut);

    assertThat(page.read(AMPLE)).isEqualTo(Hint.UNKNOWN);
  }
}
