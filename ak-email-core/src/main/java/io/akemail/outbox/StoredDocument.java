package io.akemail.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.akemail.message.InvalidMessageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document that is being read, value by value. What is thrown holds none of it: a place is told
 * by a name of the format, never by one that was read.
 */
final class StoredDocument {
  /** The deepest merge data within a personalization, and some more. */
  private static final int DEEPEST = 40;

  /**
   * Names are not interned: they are a host's own, without end, and a table of them would refuse
   * some that collide.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(JsonValues.LONGEST_NUMBER)
                  .build())
          .build();

  private final byte[] bytes;
  private final JsonParser json;
  private String place = "the version";

  private StoredDocument(byte[] bytes, JsonParser json) {
    this.bytes = bytes;
    this.json = json;
  }

  /** Reads one value, which is the current one. */
  @FunctionalInterface
  interface Step {
    void read() throws IOException;
  }

  /** Reads the value of a member, which is the current one. */
  @FunctionalInterface
  interface Member {
    void read(String name) throws IOException;
  }

  /** Reads a whole document. */
  @FunctionalInterface
  interface Reading<T> {
    T from(StoredDocument document) throws IOException;
  }

  static <T> T read(byte[] bytes, Reading<T> reading) throws IOException {
    // a decoder of its own refuses what is not UTF-8
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(text)) {
      StoredDocument document = new StoredDocument(bytes, json);
      return document.guarded(reading);
    }
  }

  private <T> T guarded(Reading<T> reading) throws IOException {
    try {
      return reading.from(this);
    } catch (InvalidMessageException e) {
      throw damaged("is not allowed: it " + e.problems().get(0).reason());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged("is not allowed");
    } catch (JacksonException | CharacterCodingException e) {
      throw damaged("is no JSON of the right form");
    }
  }

  IOException damaged(String why) {
    return new IOException("the stored message is damaged: " + place + " " + why);
  }

  /**
   * Reads the members of the outermost object, of a known version and sealed, each once and nothing
   * else.
   */
  void whole(int version, Set<String> required, Member member) throws IOException {
    requireVersion(version);
    Set<String> found = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      member.read(name);
      found.add(name);
    }
    place = "the end";
    require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    for (String name : required) {
      place = name;
      if (!found.contains(name)) {
        throw damaged("is missing");
      }
    }
    place = "a part";
  }

  private void requireVersion(int version) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT);
    require(json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals("version"));
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
    if (!json.getText().equals(Integer.toString(version))) {
      throw new IOException(
          "the stored message is in another version of its format than "
              + version
              + ", which alone this version of the library reads");
    }
    if (!Seal.isUnbroken(bytes)) {
      place = "its checksum";
      throw damaged("differs");
    }
  }

  /** Tells which of the outermost members is being read. */
  void at(String name) {
    place = name;
  }

  IOException unknownMember() {
    return damaged("has or is followed by a member that is not known");
  }

  private void require(boolean holds) throws IOException {
    if (!holds) {
      throw damaged("is not of the right form");
    }
  }

  String text() throws IOException {
    require(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  byte[] binary() throws IOException {
    require(json.currentToken() == JsonToken.VALUE_STRING);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    json.readBinaryValue(content);
    return content.toByteArray();
  }

  void each(Step step) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      step.read();
    }
  }

  void members(Member member) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      member.read(name);
    }
  }

  Map<String, @Nullable Object> values() throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    return JsonValues.map(json);
  }
}
