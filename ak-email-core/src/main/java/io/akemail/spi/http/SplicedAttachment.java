package io.akemail.spi.http;

import io.akemail.message.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Base64;
import okio.BufferedSink;

/**
 * The place of an attachment within a body: read when it is sent, chunk by chunk.
 *
 * @param offset how many bytes of text come before it
 * @param size its bytes before encoding
 */
record SplicedAttachment(Attachment attachment, long offset, long size) {
  private static final int CHUNK = 3 * 4096;

  /** Asks the attachment for its size. */
  static SplicedAttachment at(long offset, Attachment attachment)
      throws UnreadableAttachmentException {
    try {
      long size = attachment.size();
      if (size >= 0) {
        return new SplicedAttachment(attachment, offset, size);
      }
    } catch (IOException | RuntimeException e) {
      // A content source is foreign code: whatever it throws, it cannot be read.
    }
    throw new UnreadableAttachmentException("could not be read");
  }

  /** The length in base64, with padding (RFC 4648, 4). */
  long encodedLength() {
    return (size + 2) / 3 * 4;
  }

  /**
   * Writes exactly {@link #encodedLength()} bytes or throws.
   *
   * @throws UnreadableAttachmentException if the content cannot be had, or has another size; then
   *     its last chunk was not written
   */
  void writeTo(BufferedSink sink) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
    byte[] encoded = new byte[(chunk.length + 2) / 3 * 4];
    InputStream content = open();
    try {
      long left = size;
      do {
        int length = (int) Math.min(chunk.length, left);
        left -= length;
        read(content, chunk, length, left == 0);
        byte[] exact = length == chunk.length ? chunk : Arrays.copyOf(chunk, length);
        sink.write(encoded, 0, Base64.getEncoder().encode(exact, encoded));
      } while (left > 0);
    } finally {
      closeQuietly(content);
    }
  }

  private InputStream open() throws IOException {
    try {
      return attachment.open();
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
  }

  private static void read(InputStream content, byte[] chunk, int length, boolean isLast)
      throws IOException {
    boolean asTold;
    try {
      asTold = content.readNBytes(chunk, 0, length) == length && (!isLast || content.read() < 0);
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
    if (!asTold) {
      throw new UnreadableAttachmentException("does not have the size that it told");
    }
  }

  /** Reading a file fails when its thread is interrupted, too: that is not the file's fault. */
  private static IOException unreadable() {
    return Thread.currentThread().isInterrupted()
        ? new InterruptedIOException("interrupted")
        : new UnreadableAttachmentException("could not be read");
  }

  private static void closeQuietly(InputStream content) {
    try {
      content.close();
    } catch (IOException | RuntimeException e) {
      // All of it was read, or the attempt failed already.
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "SplicedAttachment";
  }
}
