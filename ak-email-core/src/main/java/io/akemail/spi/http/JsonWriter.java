package io.akemail.spi.http;

import io.akemail.message.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request body as JSON straight into the buffers that the connection sends.
 *
 * <p>Attachments are not read while the body is written: their place and encoded length are noted,
 * and their content is encoded piece by piece when it is sent. Each method returns this writer. Not
 * thread-safe.
 */
public final class JsonWriter {
  JsonWriter() {}

  /** Begins an object. */
  public JsonWriter beginObject() {
    throw new UnsupportedOperationException();
  }

  /** Ends the innermost object. */
  public JsonWriter endObject() {
    throw new UnsupportedOperationException();
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    throw new UnsupportedOperationException();
  }

  /** Ends the innermost array. */
  public JsonWriter endArray() {
    throw new UnsupportedOperationException();
  }

  /** Writes a member's name; its value follows. */
  public JsonWriter name(String name) {
    throw new UnsupportedOperationException();
  }

  /** Writes a string. */
  public JsonWriter value(String value) {
    throw new UnsupportedOperationException();
  }

  /** Writes a whole number. */
  public JsonWriter value(long value) {
    throw new UnsupportedOperationException();
  }

  /** Writes true or false. */
  public JsonWriter value(boolean value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes any JSON-like value as found in a message: null, String, Boolean, Number, List or Map
   * with String keys, in the order of iteration.
   */
  public JsonWriter json(@Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  /** Writes a member with a string value. */
  public JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  /** Writes a string that is the attachment's content in base64, one line (RFC 4648, 4). */
  public JsonWriter base64(Attachment attachment) {
    throw new UnsupportedOperationException();
  }
}
