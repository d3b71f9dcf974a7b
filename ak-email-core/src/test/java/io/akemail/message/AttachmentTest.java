package io.akemail.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {
  @TempDir Path folder;

  @Test
  void bytesAreCopiedAndGivenAnewEachTime() throws IOException {
    byte[] bytes = "report".getBytes(UTF_8);
    Attachment attachment = Attachment.of("a.txt", "text/plain", bytes);
    bytes[0] = 'X';
    assertThat(attachment.size()).isEqualTo(6);
    assertThat(content(attachment)).isEqualTo("report");
    assertThat(content(attachment)).isEqualTo("report");
  }

  @Test
  void aFileIsReadAgainEachTime() throws IOException {
    Path file = Files.writeString(folder.resolve("numbers.csv"), "1");
    Attachment attachment = Attachment.ofFile(file);
    assertThat(content(attachment)).isEqualTo("1");
    Files.writeString(file, "1;2");
    assertThat(content(attachment)).isEqualTo("1;2");
    assertThat(attachment.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "a.pdf, application/pdf",
    "b.PNG, image/png",
    "c.tar.gz, application/gzip",
    "d, application/octet-stream",
    "e.unheard-of, application/octet-stream",
    ".txt, text/plain",
  })
  void theNameAndTypeOfAFileComeFromItsPath(String name, String type) {
    Attachment attachment = Attachment.ofFile(folder.resolve(name));
    assertThat(attachment.name()).isEqualTo(name);
    assertThat(attachment.contentType()).isEqualTo(type);
  }

  @Test
  void aFileMayGoUnderAnotherName() throws IOException {
    Path file = Files.writeString(folder.resolve("x.tmp"), "1");
    Attachment attachment = Attachment.ofFile(file, "numbers.csv", "text/csv");
    assertThat(attachment.name()).isEqualTo("numbers.csv");
    assertThat(attachment.contentType()).isEqualTo("text/csv");
  }

  @Test
  void aFileThatIsGoneWhenTheMessageIsBuiltIsAProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "1");
    EmailMessage.Builder builder =
        Samples.plain().attach(Attachment.ofFile(file)).attach(Attachment.ofFile(folder));
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(builder::build)
        .withMessage("invalid message: attachments[1]: file is not readable");
    Files.delete(file);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(builder::build)
        .satisfies(e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void aRootHasNoNameToBeAttachedUnder() {
    Attachment attachment = Attachment.ofFile(folder.getRoot());
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.plain().attach(attachment).build())
        .withMessageContaining("attachments[0].name: must not be blank")
        .withMessageContaining("attachments[0]: file is not readable");
  }

  @Test
  void aSourceIsOpenedForEachReading() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    ContentSource source =
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(new byte[70_000]);
        };
    Attachment attachment = Attachment.of("a.bin", "application/octet-stream", source);
    assertThat(attachment.size()).isEqualTo(70_000);
    try (InputStream content = attachment.open()) {
      assertThat(content.readAllBytes()).hasSize(70_000);
    }
    assertThat(opened).hasValue(2);
  }

  @Test
  void aSourceThatDeclaresItsSizeIsNotCounted() throws IOException {
    ContentSource source =
        new ContentSource() {
          @Override
          public InputStream open() throws IOException {
            throw new IOException("not now");
          }

          @Override
          public OptionalLong size() {
            return OptionalLong.of(42);
          }
        };
    Attachment attachment = Attachment.of("a.bin", "application/octet-stream", source);
    assertThat(attachment.size()).isEqualTo(42);
    assertThatIOException().isThrownBy(attachment::open).withMessage("not now");
  }

  @Test
  void aSourceThatGivesNothingFailsAsAReadingDoes() {
    Attachment attachment = Attachment.of("a.bin", "application/octet-stream", () -> null);
    assertThatIOException().isThrownBy(attachment::open);
    assertThatIOException().isThrownBy(attachment::size);
  }

  @Test
  void aContentIdMakesAnInlineImageOfACopy() throws IOException {
    Attachment file = Attachment.of("logo.png", "image/png", new byte[] {1, 2});
    Attachment inline = file.inline("logo@1");
    assertThat(file.contentId()).isEmpty();
    assertThat(inline.contentId()).hasValue("logo@1");
    assertThat(inline.name()).isEqualTo("logo.png");
    assertThat(inline.contentType()).isEqualTo("image/png");
    assertThat(inline.size()).isEqualTo(2);
  }

  @Test
  void aNullArgumentIsNamed() {
    Attachment valid = Attachment.of("a", "text/plain", new byte[0]);
    assertThatNullPointerException()
        .isThrownBy(() -> Attachment.of(null, "text/plain", new byte[0]))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> Attachment.of("a", null, new byte[0]))
        .withMessage("contentType");
    assertThatNullPointerException()
        .isThrownBy(() -> Attachment.of("a", "text/plain", (byte[]) null))
        .withMessage("content");
    assertThatNullPointerException()
        .isThrownBy(() -> Attachment.of("a", "text/plain", (ContentSource) null))
        .withMessage("content");
    assertThatNullPointerException().isThrownBy(() -> Attachment.ofFile(null)).withMessage("file");
    assertThatNullPointerException().isThrownBy(() -> valid.inline(null)).withMessage("contentId");
  }

  private static String content(Attachment attachment) throws IOException {
    try (InputStream content = attachment.open()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }
}
