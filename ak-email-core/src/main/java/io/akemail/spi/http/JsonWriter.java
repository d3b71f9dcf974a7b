package io.akemail.spi.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.akemail.message.Attachment;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request body as JSON straight into the buffers that the connection sends.
 *
 * <p>Attachments are not read while the body is written: their place and encoded length are noted,
 * and their content is encoded piece by piece when it is sent. Each method returns this writer, and
 * throws {@link IllegalStateException} where JSON does not allow the call. Not thread-safe.
 */
public final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * From this length on, a string is copied to the generator in bulk: its loop over the characters
   * of a string is at times compiled to thrice as many steps as the one over an array.
   */
  private static final int LONG = 200;

  private final Buffer text;
  private final JsonGenerator json;
  private List<SplicedAttachment> attachments = List.of();

  JsonWriter(Buffer text) {
    this.text = text;
    try {
      this.json = JSON.createGenerator(text.outputStream());
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    try {
      json.writeStartObject();
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Ends the innermost object. */
  public JsonWriter endObject() {
    try {
      json.writeEndObject();
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    try {
      json.writeStartArray();
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Ends the innermost array. */
  public JsonWriter endArray() {
    try {
      json.writeEndArray();
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes a member's name; its value follows. */
  public JsonWriter name(String name) {
    try {
      json.writeFieldName(name);
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes a string. */
  public JsonWriter value(String value) {
    try {
      if (value.length() >= LONG) {
        json.writeString(new StringReader(value), value.length());
      } else {
        json.writeString(value);
      }
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes a whole number. */
  public JsonWriter value(long value) {
    try {
      json.writeNumber(value);
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes true or false. */
  public JsonWriter value(boolean value) {
    try {
      json.writeBoolean(value);
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Writes any JSON-like value as found in a message: null, String, Boolean, Number, List or Map
   * with String keys, in the order of iteration.
   *
   * @throws IllegalArgumentException if it holds a value of another type
   */
  public JsonWriter json(@Nullable Object value) {
    try {
      write(value);
      return this;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes a member with a string value. */
  public JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  /**
   * Writes a string that is the attachment's content in base64, one line (RFC 4648, 4).
   *
   * <p>An attachment that cannot be read ends the call as rejected.
   */
  public JsonWriter base64(Attachment attachment) {
    try {
      json.writeRawValue("\"");
      json.flush();
      if (attachments.isEmpty()) {
        attachments = new ArrayList<>();
      }
      attachments.add(SplicedAttachment.inBase64(text.size(), attachment));
      json.writeRaw('"');
      return this;
    } catch (UnreadableAttachmentException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** The attachments in the order of their places. */
  List<SplicedAttachment> attachments() {
    return attachments;
  }

  /** Completes the text; there must be exactly one value. */
  void finish() {
    boolean whole =
        json.getOutputContext().inRoot() && json.getOutputContext().getEntryCount() == 1;
    close();
    if (!whole) {
      throw new IllegalStateException("the body is not exactly one JSON value");
    }
  }

  /** Gives the generator's buffers back. */
  void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void write(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String string) {
      json.writeString(string);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      write(number);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(member.getValue());
      }
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException("not a JSON-like value: " + value.getClass().getName());
    }
  }

  private void write(Number number) throws IOException {
    if (number instanceof Integer || number instanceof Long || number instanceof Short) {
      json.writeNumber(number.longValue());
    } else if (number instanceof Double) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof Float) {
      json.writeNumber(number.floatValue());
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else {
      json.writeNumber(number.toString());
    }
  }

  private static IllegalStateException broken(IOException e) {
    return new IllegalStateException("JSON does not allow this here", e);
  }

  /** Constant. */
  @Override
  public String toString() {
    return "JsonWriter";
  }
}
