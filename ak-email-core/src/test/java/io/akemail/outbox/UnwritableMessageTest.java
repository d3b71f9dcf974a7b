package io.akemail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.akemail.message.Attachment;
import io.akemail.message.ContentSource;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is told by its place, and by nothing else of it. */
class UnwritableMessageTest {
  @TempDir Path folder;

  private static EmailMessage.Builder plain() {
    return EmailMessage.builder().from("a@a.org").to("b@a.org").subject("s").text("t");
  }

  private static EmailMessage second(ContentSource source) {
    return plain()
        .attach(Attachment.of("zq7.bin", "a/b", new byte[10]))
        .attach(Attachment.of("zq7.bin", "a/b", source))
        .build();
  }

  @Test
  void aFileThatIsGoneIsToldByItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("zq7.txt"), "content");
    EmailMessage message = plain().attach(Attachment.ofFile(file)).build();
    Files.delete(file);
    assertThatThrownBy(() -> MessageFormat.write(message))
        .isInstanceOf(IOException.class)
        .hasMessage("attachments[0]: cannot be read (java.nio.file.NoSuchFileException)")
        .hasNoCause();
  }

  @Test
  void aSourceThatThrowsIsToldByItsPlace() {
    EmailMessage message =
        second(
            () -> {
              throw new IllegalStateException("zq7");
            });
    assertThatThrownBy(() -> MessageFormat.write(message))
        .isInstanceOf(IOException.class)
        .hasMessage("attachments[1]: cannot be read (java.lang.IllegalStateException)")
        .hasNoCause();
    assertThatThrownBy(() -> MessageFormat.write(message, 1_000_000))
        .hasMessage("attachments[1]: cannot be read (java.lang.IllegalStateException)")
        .asInstanceOf(type(OutboxException.class))
        .extracting(OutboxException::reason)
        .isEqualTo(Reason.ATTACHMENT);
  }

  @Test
  void aSourceThatGivesLessThanItDeclaresIsRefused() {
    EmailMessage message =
        second(
            new ContentSource() {
              @Override
              public InputStream open() {
                return new ByteArrayInputStream(new byte[7]);
              }

              @Override
              public OptionalLong size() {
                return OptionalLong.of(8);
              }
            });
    assertThatThrownBy(() -> MessageFormat.write(message))
        .isInstanceOf(IOException.class)
        .hasMessage("attachments[1]: gives 7 bytes instead of 8");
  }

  @Test
  void anEndlessSourceIsReadUpToTheLimitOnly() {
    EmailMessage message =
        second(
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    return 7;
                  }
                });
    assertThatThrownBy(() -> MessageFormat.write(message, 100_000))
        .hasMessage("the message takes more than 100000 bytes")
        .asInstanceOf(type(OutboxException.class))
        .extracting(OutboxException::reason)
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void theLimitIsTheSizeOfTheDocument() throws IOException {
    EmailMessage message = FullMessages.withContent();
    byte[] document = MessageFormat.write(message);
    assertThat(MessageFormat.write(message, document.length)).isEqualTo(document);
    assertThatThrownBy(() -> MessageFormat.write(message, document.length - 1))
        .isInstanceOf(OutboxException.class);
  }

  @Test
  void aNumberTooLongToBeReadAgainIsRefused() {
    EmailMessage message =
        EmailMessage.builder()
            .from("a@a.org")
            .to("b@a.org")
            .template("p", "t")
            .mergeData("key", new BigInteger("7".repeat(100_001)))
            .build();
    assertThatThrownBy(() -> MessageFormat.write(message))
        .isInstanceOf(IOException.class)
        .hasMessage("a number has more than 100000 digits");
  }
}
