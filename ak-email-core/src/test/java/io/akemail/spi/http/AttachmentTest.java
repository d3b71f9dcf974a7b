package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.akemail.message.Attachment;
import io.akemail.message.ContentSource;
import io.akemail.message.Problem;
import io.akemail.spi.Outcome;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attachments within a body: encoded while sent, never in memory as a whole, never half sent. */
class AttachmentTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 1000, 12287, 12288, 12289, 12290, 24576, 100_001})
  void contentOfAnySizeArrivesAsItWas(int size) throws Exception {
    byte[] content = Posts.bytes(size);
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    try (RawServer server = keeping(requests);
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome =
          transport.post(
              Posts.with(Attachment.of("a.bin", "application/octet-stream", content)),
              new TestContext(),
              ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      String encoded = Base64.getEncoder().encodeToString(content);
      assertThat(requests.take()).endsWith("\r\n\r\n{\"content\":\"" + encoded + "\",\"a\":\"b\"}");
    }
  }

  @Test
  void severalAttachmentsStandWhereTheyBelong() throws Exception {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    HttpPost post =
        HttpPost.json(
            "/send",
            json ->
                json.beginArray()
                    .base64(Attachment.of("a", "text/plain", new byte[] {1}))
                    .value("x".repeat(20_000))
                    .base64(Attachment.of("b", "text/plain", new byte[] {2, 3}))
                    .base64(Attachment.of("c", "text/plain", new byte[] {4, 5, 6}))
                    .endArray());
    try (RawServer server = keeping(requests);
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(post, new TestContext(), ACCEPT);

      assertThat(requests.take())
          .endsWith("[\"AQ==\",\"" + "x".repeat(20_000) + "\",\"AgM=\",\"BAUG\"]");
    }
  }

  private static RawServer keeping(BlockingQueue<String> requests) throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            requests.add(peer.readRequest());
            peer.write(RawServer.OK);
          }
        });
  }

  @Test
  void twentyMegabytesCostLessThanTwoOfMemory(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("big.bin"), Posts.bytes(20_000_000));
    Attachment attachment = Attachment.ofFile(file);
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    String head = peer.readHead();
                    peer.skipBody(head);
                    peer.write(RawServer.OK);
                  }
                });
        HttpTransport transport = Posts.transport(server.uri())) {
      transport.post(Posts.with(attachment), new TestContext(), ACCEPT);

      long before = THREADS.getCurrentThreadAllocatedBytes();
      Outcome outcome = transport.post(Posts.with(attachment), new TestContext(), ACCEPT);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(allocated).isLessThan(2_000_000);
    }
  }

  static Stream<Arguments> unreadable() {
    byte[] content = Posts.bytes(50_000);
    return Stream.of(
        Arguments.of(
            "cannot be opened",
            "could not be read",
            source(
                50_000,
                () -> {
                  throw new IOException("secret path");
                })),
        Arguments.of(
            "throws an unchecked exception when opened",
            "could not be read",
            source(
                50_000,
                () -> {
                  throw new IllegalStateException("secret path");
                })),
        Arguments.of("gives no stream", "could not be read", source(50_000, () -> null)),
        Arguments.of(
            "breaks within", "could not be read", source(50_000, () -> breakingAfter(30_000))),
        Arguments.of(
            "is shorter than told",
            "does not have the size that it told",
            source(50_001, () -> new ByteArrayInputStream(content))),
        Arguments.of(
            "is longer than told",
            "does not have the size that it told",
            source(49_999, () -> new ByteArrayInputStream(content))),
        Arguments.of(
            "is not empty as told",
            "does not have the size that it told",
            source(0, () -> new ByteArrayInputStream(content))),
        Arguments.of("tells a negative size", "could not be read", source(-1, () -> null)),
        Arguments.of(
            "cannot be counted",
            "could not be read",
            (ContentSource)
                () -> {
                  throw new IOException("secret path");
                }));
  }

  @ParameterizedTest(name = "an attachment that {0}")
  @MethodSource("unreadable")
  void anAttachmentThatCannotBeSentIsRejectedAndNoWholeRequestLeaves(
      String name, String reason, ContentSource source) throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome =
          transport.post(
              Posts.with(Attachment.of("a", "text/plain", source)), new TestContext(), ACCEPT);
      Outcome next = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Rejected(List.of(new Problem("attachment", reason))));
      assertThat(next.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(server.fullPosts()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatIsGoneIsRejected(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("gone.bin"), new byte[10]);
    Attachment attachment = Attachment.ofFile(file);
    Files.delete(file);
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome = transport.post(Posts.with(attachment), new TestContext(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REJECTED);
      assertThat(outcome.why()).doesNotContain("gone.bin");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void anInterruptWhileAFileIsReadDoesNotBlameTheFile() throws IOException {
    ContentSource interrupted =
        source(
            10,
            () -> {
              Thread.currentThread().interrupt();
              throw new IOException("closed by interrupt");
            });
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome =
          transport.post(
              Posts.with(Attachment.of("a", "text/plain", interrupted)), new TestContext(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(outcome.why()).isEqualTo("request cut off: interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }

  @Test
  void theStreamIsClosedHoweverTheCallEnds() throws IOException {
    int[] closed = new int[1];
    ContentSource source =
        source(
            3,
            () ->
                new ByteArrayInputStream(new byte[4]) {
                  @Override
                  public void close() throws IOException {
                    closed[0]++;
                    throw new IOException("at close, too");
                  }
                });
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Outcome outcome =
          transport.post(
              Posts.with(Attachment.of("a", "text/plain", source)), new TestContext(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REJECTED);
      assertThat(closed[0]).isEqualTo(1);
    }
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  private static ContentSource source(long told, Opening opening) {
    return new ContentSource() {
      @Override
      public InputStream open() throws IOException {
        return opening.open();
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(told);
      }
    };
  }

  private static InputStream breakingAfter(int count) {
    return new FilterInputStream(new ByteArrayInputStream(new byte[count])) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0) {
          throw new IOException("secret path");
        }
        return read;
      }
    };
  }
}
