package io.akemail.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small checks on JSON that both dialects need. */
final class JsonChecks {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonChecks() {}

  /** The text of UTF-8 bytes, or null if they are not UTF-8. */
  static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The parsed text, or a missing node if it is not one JSON value. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  static boolean isText(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty();
  }

  static boolean isAbsentOr(boolean shape, JsonNode node) {
    return node.isMissingNode() || shape;
  }

  static boolean isBase64(JsonNode node) {
    if (!isText(node)) {
      return false;
    }
    try {
      Base64.getDecoder().decode(node.textValue());
      return node.textValue().length() % 4 == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static int utf8Length(JsonNode node) {
    String text = node.isTextual() ? node.textValue() : node.toString();
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  static boolean hasAny(String text, String characters) {
    return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
  }

  /** A plausible address: one '@' with something on both sides, no white space, in bounds. */
  static boolean isAddress(JsonNode node, int maxLength) {
    if (!isText(node)) {
      return false;
    }
    String text = node.textValue();
    int at = text.lastIndexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@') == at
        && text.length() <= maxLength
        && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c == '<' || c == '>');
  }

  /** Flags members that the documents do not know. */
  static void known(JsonNode object, String path, Set<String> names, Findings findings) {
    Iterator<String> members = object.fieldNames();
    while (members.hasNext()) {
      String name = members.next();
      if (!names.contains(name)) {
        findings.flag(path.isEmpty() ? name : path + "." + name, "is not a documented member");
      }
    }
  }
}
