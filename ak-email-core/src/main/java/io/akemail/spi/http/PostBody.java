package io.akemail.spi.http;

import io.akemail.spi.SendContext;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request: written at most once, with the sender's permit, and then exactly as long
 * as announced or surely incomplete.
 *
 * <p>Its stage tells whether the provider can have a whole request.
 */
final class PostBody extends RequestBody {
  /** How much of the body may have left. */
  enum Stage {
    /** Nothing, and nobody was asked. */
    PREPARED,
    /** Nothing, and nothing will. */
    REFUSED,
    /** Some of it, but its last byte did not. */
    WRITING,
    /** Perhaps all of it. */
    HANDED_OVER
  }

  private final SendContext context;
  private final BooleanSupplier closed;
  private final Buffer text = new Buffer();
  private List<SplicedAttachment> attachments = List.of();
  private @Nullable MediaType type;
  private long length;
  private Stage stage = Stage.PREPARED;
  private @Nullable UnreadableAttachmentException unreadable;

  PostBody(SendContext context, BooleanSupplier closed) {
    this.context = context;
    this.closed = closed;
  }

  /** Writes the text, without the content of attachments, so that the length is known. */
  void prepare(BodyText.Source content) {
    BodyText written = content.writeTo(text, context);
    type = written.type();
    attachments = written.attachments();
    length = text.size();
    for (SplicedAttachment attachment : attachments) {
      length += attachment.length();
    }
  }

  Stage stage() {
    return stage;
  }

  /** What ended the writing, if it was an attachment. */
  @Nullable UnreadableAttachmentException unreadable() {
    return unreadable;
  }

  /** Gives the segments of what was not sent back to their pool. */
  void discard() {
    text.clear();
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    if (stage != Stage.PREPARED) {
      throw new IOException("a body is sent once");
    }
    if (closed.getAsBoolean()
        || Thread.currentThread().isInterrupted()
        || !context.beginWriting()) {
      stage = Stage.REFUSED;
      throw new IOException("given up before the body was written");
    }
    stage = Stage.WRITING;
    writeAttachments(sink);
    // The last piece on its own: while it has not been handed over, the request is incomplete.
    long wholeSegments = text.completeSegmentByteCount();
    if (wholeSegments < text.size()) {
      sink.write(text, wholeSegments);
    }
    stage = Stage.HANDED_OVER;
    sink.write(text, text.size());
  }

  /** Writes everything up to the end of the last attachment. */
  private void writeAttachments(BufferedSink sink) throws IOException {
    long written = 0;
    try {
      for (SplicedAttachment attachment : attachments) {
        sink.write(text, attachment.offset() - written);
        written = attachment.offset();
        attachment.writeTo(sink);
      }
    } catch (UnreadableAttachmentException e) {
      unreadable = e;
      throw e;
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "PostBody";
  }
}
