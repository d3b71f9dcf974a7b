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
 * @param base64 whether it is encoded (RFC 4648, 4), or sent as it is
 */
record SplicedAttachment(Attachment attachment, long offset, long size, boolean base64) {
  private static final int CHUNK = 3 * 4096;

  /** One in base64: asks the attachment for its size. */
  static SplicedAttachment inBase64(long offset, Attachment attachment)
      throws UnreadableAttachmentException {
    return new SplicedAttachment(attachment, offset, sizeOf(attachment), true);
  }

  /** One whose bytes are sent as they are: asks the attachment for its size. */
  static SplicedAttachment asItIs(long offset, Attachment attachment)
      throws UnreadableAttachmentException {
    return new SplicedAttachment(attachment, offset, sizeOf(attachment), false);
  }

  private static long sizeOf(Attachment attachment) throws UnreadableAttachmentException {
    try {
      long size = attachment.size();
      if (size >= 0) {
        return size;
      }
    } catch (IOException | RuntimeException e) {
      // A content source is foreign code: whatever it throws, it cannot be read.
    }
    throw new UnreadableAttachmentException("could not be read");
  }

  /** How many bytes are sent; base64 is padded. */
  long length() {
    return base64 ? (size + 2) / 3 * 4 : size;
  }

  /**
   * Writes exactly {@link #length()} bytes or throws.
   *
   * @throws UnreadableAttachmentException if the content cannot be had, or has another size; then
   *     its last chunk was not written
   */
  void writeTo(BufferedSink sink) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
    byte[] encoded = new byte[base64 ? (chunk.length + 2) / 3 * 4 : 0];
    InputStream content = open();
    try {
      long left = size;
      do {
        int length = (int) Math.min(chunk.length, left);
        left -= length;
        read(content, chunk, length, left == 0);
        if (base64) {
          byte[] exact = length == chunk.length ? chunk : Arrays.copyOf(chunk, length);
          sink.write(encoded, 0, Base64.getEncoder().encode(exact, encoded));
        } else {
          sink.write(chunk, 0, length);
        }
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
