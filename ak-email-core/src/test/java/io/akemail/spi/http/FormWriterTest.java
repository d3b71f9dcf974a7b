package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.akemail.message.Attachment;
import io.akemail.message.Problem;
import io.akemail.spi.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that come of a form with files. */
class FormWriterTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static PostBody body(Consumer<FormWriter> content) {
    PostBody body = new PostBody(new TestContext(), () -> false);
    body.prepare(HttpPost.form("/", content).body());
    return body;
  }

  private static String boundary(PostBody body) {
    MediaType type = body.contentType();
    assertThat(type.type() + "/" + type.subtype()).isEqualTo("multipart/form-data");
    return type.parameter("boundary");
  }

  private static byte[] bytes(PostBody body) {
    try {
      Buffer sent = new Buffer();
      body.writeTo(sent);
      assertThat(sent.size()).isEqualTo(body.contentLength());
      assertThat(body.isOneShot()).isTrue();
      return sent.readByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The body with a short word instead of the boundary. */
  private static String written(Consumer<FormWriter> content) {
    PostBody body = body(content);
    return new String(bytes(body), StandardCharsets.UTF_8).replace(boundary(body), "B");
  }

  @Test
  void fieldsAndFilesStandInTheOrderInWhichTheyWereWritten() {
    Attachment file = Attachment.of("own.bin", "text/csv; charset=utf-8", new byte[] {'x', '\n'});
    assertThat(
            written(
                form ->
                    form.field("to", "a@x.example")
                        .file("inline", "\u00fcber 1.csv", file)
                        .field("to", "Zo\u00eb \ud83d\ude80\r\n--B")
                        .field("empty", "")))
        .isEqualTo(
            """
            --B
            Content-Disposition: form-data; name="to"

            a@x.example
            --B
            Content-Disposition: form-data; name="inline"; filename="\u00fcber 1.csv"
            Content-Type: text/csv; charset=utf-8

            x~
            --B
            Content-Disposition: form-data; name="to"

            Zo\u00eb \ud83d\ude80
            --B
            --B
            Content-Disposition: form-data; name="empty"


            --B--
            """
                .replace("\n", "\r\n")
                .replace("~", "\n"));
  }

  @ParameterizedTest
  @CsvSource({"'a\"b','a%22b'", "'\r\n','%0D%0A'", "'\"','%22'", "'100%;\\','100%;\\'"})
  void aNameCannotEndTheLineOrTheQuotes(String name, String sent) {
    Attachment file = Attachment.of("own", "text/plain", new byte[0]);
    String line = "\r\nContent-Disposition: form-data; name=\"" + sent + "\"";
    assertThat(written(form -> form.field(name, "v"))).contains(line + "\r\n\r\nv\r\n");
    assertThat(written(form -> form.file(name, name, file)))
        .contains(line + "; filename=\"" + sent + "\"\r\nContent-Type: text/plain\r\n\r\n\r\n");
  }

  @Test
  void aFormWithoutPartsIsOnlyItsEnd() {
    assertThat(written(form -> {})).isEqualTo("--B--\r\n");
  }

  @Test
  void theBoundaryIsTheSameForTheSameKeyAndForeseenByNobody() {
    assertThat(boundary(body(form -> form.field("a", "b"))))
        .isEqualTo(boundary(body(form -> form.field("c", "d"))))
        .matches("ak-[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12287, 12288, 12289, 24576, 100_001})
  void contentOfAnySizeArrivesAsItWas(int size) {
    byte[] content = Posts.bytes(size);
    byte[] sent = bytes(body(form -> form.file("f", "n", Attachment.of("n", "a/b", content))));
    int begin = new String(sent, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    assertThat(Arrays.copyOfRange(sent, begin, begin + size)).isEqualTo(content);
  }

  @Test
  void lengthAndTypeAreTold() throws Exception {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    HttpPost post = HttpPost.form("/send", form -> form.field("a", "b"));
    try (RawServer server =
            new RawServer(
                peer -> {
                  requests.add(peer.readRequest());
                  peer.write(RawServer.OK);
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(post, new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.ACCEPTED);
    }
    assertThat(requests.take())
        .contains("\r\nContent-Type: multipart/form-data; boundary=ak-")
        .contains("\r\nContent-Length: 127\r\n")
        .doesNotContainIgnoringCase("transfer-encoding");
  }

  @Test
  void twentyMegabytesCostLessThanTwoOfMemory(@TempDir Path directory) throws IOException {
    Attachment file =
        Attachment.ofFile(Files.write(directory.resolve("big.bin"), Posts.bytes(20_000_000)));
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    peer.skipBody(peer.readHead());
                    peer.write(RawServer.OK);
                  }
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(with(file), new TestContext(), ACCEPT);

      long before = THREADS.getCurrentThreadAllocatedBytes();
      Outcome outcome = transport.post(with(file), new TestContext(), ACCEPT);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(allocated).isLessThan(2_000_000);
    }
  }

  @Test
  void aFileOfAnotherSizeThanToldIsRejectedAndNoWholeRequestLeaves() throws IOException {
    int[] opened = new int[1];
    Attachment growing =
        Attachment.of(
            "a", "text/plain", () -> new ByteArrayInputStream(new byte[50_000 + opened[0]++]));
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(with(growing), new TestContext(), ACCEPT))
          .isEqualTo(
              new Outcome.Rejected(
                  List.of(new Problem("attachment", "does not have the size that it told"))));
      assertThat(server.fullPosts()).isZero();
    }
  }

  @Test
  void aTypeThatWouldEndItsLineMakesNoRequest() throws IOException {
    Attachment bad = Attachment.of("a", "text/plain\r\nX-A: b", new byte[1]);
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      assertThat(transport.post(with(bad), new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(server.connections()).isZero();
    }
  }

  private static HttpPost with(Attachment attachment) {
    return HttpPost.form(
        "/send", form -> form.file("attachment", attachment.name(), attachment).field("a", "b"));
  }
}
