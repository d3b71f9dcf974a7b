package io.akemail.outbox;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxException.Reason;
import java.io.IOException;

/**
 * How an outbox stores a message: as one JSON document in UTF-8, whole, with the bytes of its
 * attachments in base64.
 *
 * <p>What is read back is the same message: the same id, every field equal, maps in the same order,
 * numbers with the same text. So the request that a provider makes of it is the same byte for byte,
 * which is what an idempotency key demands.
 *
 * <p>The first member is {@code version}, the last one a checksum. This version of the library
 * writes and reads version 1. A document of another version, with an unknown member or with a byte
 * changed is refused rather than read in part, since nobody would notice that a part of a mail is
 * missing; so every member that is added needs a new version, and later versions of the library
 * read all former ones.
 *
 * <p>All that a message says is in the document, unencrypted: it is to be guarded like the mail
 * itself. Thread-safe.
 */
public final class MessageFormat {
  /** More does not fit into an array. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private MessageFormat() {}

  /**
   * Writes a message, reading each attachment once to its end, and twice where its size is not
   * declared.
   *
   * @return a document for {@link #read}
   * @throws IOException if an attachment cannot be read, or what it gives is not what it declared;
   *     or the document would be larger than 2 GiB, or holds a number of more than 100,000 digits.
   *     The text names the attachment by its place and holds no content and no path
   */
  public static byte[] write(EmailMessage message) throws IOException {
    return MessageWriter.write(message, MOST);
  }

  /**
   * Writes a message that must not be larger than so many bytes, and stops where it is. For {@link
   * Outbox#add}, whose exceptions these are.
   *
   * @param mostBytes the most bytes of the document
   * @return a document for {@link #read}
   * @throws OutboxException with {@link Reason#TOO_LARGE}; with {@link Reason#ATTACHMENT} for what
   *     {@link #write(EmailMessage)} throws
   */
  public static byte[] write(EmailMessage message, long mostBytes) {
    try {
      return MessageWriter.write(message, Math.min(mostBytes, MOST));
    } catch (TooLargeException e) {
      throw new OutboxException(
          Reason.TOO_LARGE, "the message takes more than " + mostBytes + " bytes", null);
    } catch (IOException e) {
      throw new OutboxException(Reason.ATTACHMENT, String.valueOf(e.getMessage()), null);
    }
  }

  /**
   * Reads a message.
   *
   * @param document what {@code write} returned; kept by nobody
   * @throws IOException if it is of an unknown version, truncated or damaged. The text holds no
   *     content, nor does a cause
   */
  public static EmailMessage read(byte[] document) throws IOException {
    return MessageReader.read(document);
  }
}
