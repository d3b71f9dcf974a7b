package io.akemail.spi.http;

import io.akemail.message.Attachment;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;

/**
 * Writes a request body as multipart/form-data (RFC 7578) straight into the buffers that the
 * connection sends.
 *
 * <p>Names and texts are sent in UTF-8 as they are; in names of fields and files a double quote, CR
 * and LF are written as {@code %22}, {@code %0D} and {@code %0A}, as browsers do. The content of
 * files is not read while the body is written: its place and length are noted, and it is copied
 * piece by piece when it is sent. Each method returns this writer. Not thread-safe.
 */
public final class FormWriter {
  private final Buffer text;
  private final String boundary;
  private List<SplicedAttachment> files = List.of();

  /**
   * Makes a writer.
   *
   * @param boundary of letters, digits and {@code -}; occurs in no part
   */
  FormWriter(Buffer text, String boundary) {
    this.text = text;
    this.boundary = boundary;
  }

  /** Writes a field; one of the same name may have been written before. */
  public FormWriter field(String name, String value) {
    begin(name);
    text.writeUtf8("\r\n\r\n").writeUtf8(value).writeUtf8("\r\n");
    return this;
  }

  /**
   * Writes a file, under a name that may be another than the attachment's own.
   *
   * <p>An attachment that cannot be read ends the call as rejected.
   *
   * @throws IllegalArgumentException if its content type is not visible ASCII
   */
  public FormWriter file(String name, String fileName, Attachment content) {
    String type = content.contentType();
    HeaderFields.check("Content-Type", type);
    begin(name);
    text.writeUtf8("; filename=\"");
    quoted(fileName);
    text.writeUtf8("\"\r\nContent-Type: ").writeUtf8(type).writeUtf8("\r\n\r\n");
    if (files.isEmpty()) {
      files = new ArrayList<>();
    }
    try {
      files.add(SplicedAttachment.asItIs(text.size(), content));
    } catch (UnreadableAttachmentException e) {
      throw new UncheckedIOException(e);
    }
    text.writeUtf8("\r\n");
    return this;
  }

  /** The files in the order of their places. */
  List<SplicedAttachment> files() {
    return files;
  }

  /** Completes the text. */
  void finish() {
    text.writeUtf8("--").writeUtf8(boundary).writeUtf8("--\r\n");
  }

  private void begin(String name) {
    text.writeUtf8("--").writeUtf8(boundary);
    text.writeUtf8("\r\nContent-Disposition: form-data; name=\"");
    quoted(name);
    text.writeUtf8("\"");
  }

  private void quoted(String name) {
    int written = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\r' || c == '\n') {
        text.writeUtf8(name, written, i);
        text.writeUtf8(c == '"' ? "%22" : c == '\r' ? "%0D" : "%0A");
        written = i + 1;
      }
    }
    text.writeUtf8(name, written, name.length());
  }

  /** Constant. */
  @Override
  public String toString() {
    return "FormWriter";
  }
}
