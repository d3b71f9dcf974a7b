package io.akemail.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the JSON-like values of a message. A number is read as a type whose text is the
 * one that was written, though not always as the type that it had.
 */
final class JsonValues {
  /** The time to read a number grows with the square of its length. */
  static final int LONGEST_NUMBER = 100_000;

  private JsonValues() {}

  static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(checked(number.toString()));
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString((String) value);
    }
  }

  /** Reads the value that begins with the parser's current token. */
  static @Nullable Object read(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> integer(json.getText());
      case VALUE_NUMBER_FLOAT -> decimal(json.getText());
      case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
      case VALUE_NULL -> null;
      case START_ARRAY -> list(json);
      case START_OBJECT -> map(json);
      default -> throw new IOException("unexpected end");
    };
  }

  private static List<@Nullable Object> list(JsonParser json) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(json));
    }
    return list;
  }

  static Map<String, @Nullable Object> map(JsonParser json) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, read(json));
    }
    return map;
  }

  private static String checked(String number) throws IOException {
    if (number.length() > LONGEST_NUMBER) {
      throw new IOException("a number has more than " + LONGEST_NUMBER + " digits");
    }
    return number;
  }

  private static Number integer(String text) {
    if (text.length() > 18) {
      BigInteger big = new BigInteger(text);
      return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
    }
    long value = Long.parseLong(text);
    return value == (int) value ? (Number) (int) value : value;
  }

  /**
   * The first type that writes it as it stands; a number written by another version of Java may
   * have no such type, and is exact as a BigDecimal.
   */
  private static Number decimal(String text) {
    Double wide = Double.valueOf(text);
    if (wide.toString().equals(text)) {
      return wide;
    }
    Float narrow = Float.valueOf(text);
    return narrow.toString().equals(text) ? narrow : new BigDecimal(text);
  }
}
