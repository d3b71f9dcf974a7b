package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.akemail.message.Attachment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that come of JSON. */
class JsonWriterTest {

  private static String written(Consumer<JsonWriter> content) {
    try {
      Buffer sent = new Buffer();
      PostBody body = new PostBody(new TestContext(), () -> false);
      body.prepare(HttpPost.json("/", content).body());
      body.writeTo(sent);
      assertThat(sent.size()).isEqualTo(body.contentLength());
      return sent.readUtf8();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void objectsAndArraysNest() {
    assertThat(
            written(
                json ->
                    json.beginObject()
                        .field("a", "b")
                        .name("c")
                        .beginArray()
                        .value(1)
                        .value(true)
                        .beginObject()
                        .endObject()
                        .beginArray()
                        .endArray()
                        .endArray()
                        .name("d")
                        .value(Long.MIN_VALUE)
                        .endObject()))
        .isEqualTo("{\"a\":\"b\",\"c\":[1,true,{},[]],\"d\":-9223372036854775808}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "0|\\u0000",
        "1|\\u0001",
        "7|\\u0007",
        "8|\\b",
        "9|\\t",
        "10|\\n",
        "11|\\u000B",
        "12|\\f",
        "13|\\r",
        "31|\\u001F",
        "34|\\\"",
        "47|/",
        "60|<",
        "92|\\\\",
        "127|\u007f",
        "233|\u00e9",
        "65279|\ufeff",
        "128231|\\uD83D\\uDCE7"
      })
  void charactersAreEscapedOnlyWhereJsonDemandsIt(int codePoint, String expected) {
    String text = Character.toString(codePoint);

    assertThat(written(json -> json.value(text))).isEqualTo("\"" + expected + "\"");
    assertThat(written(json -> json.beginObject().field(text, "").endObject()))
        .isEqualTo("{\"" + expected + "\":\"\"}");
  }

  @Test
  void aLongTextIsWrittenWhole() {
    String text = "Grüße \uD83D\uDCE7 \"x\"\n".repeat(10_000);
    String escaped =
        text.replace("\"", "\\\"").replace("\n", "\\n").replace("\uD83D\uDCE7", "\\uD83D\\uDCE7");

    assertThat(written(json -> json.value(text))).isEqualTo("\"" + escaped + "\"");
  }

  @Test
  void anyJsonLikeValueIsWrittenInItsOrder() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("z", null);
    value.put("a", List.of("x", 1, 2L, (short) 3, (byte) 4));
    value.put("n", Arrays.asList(0.5, 1.5f, new BigDecimal("1E+3"), BigInteger.TEN.pow(30), null));
    value.put("m", Map.of("b", false));

    assertThat(written(json -> json.json(value)))
        .isEqualTo(
            "{\"z\":null,\"a\":[\"x\",1,2,3,4],"
                + "\"n\":[0.5,1.5,1E+3,1000000000000000000000000000000,null],\"m\":{\"b\":false}}");
  }

  @Test
  void aValueOfAnotherTypeIsRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(json -> json.json(List.of(new StringBuilder("s3cret")))))
        .withMessage("not a JSON-like value: java.lang.StringBuilder");
  }

  static List<Consumer<JsonWriter>> broken() {
    return List.of(
        json -> {},
        json -> json.value(1).value(2),
        json -> json.beginObject(),
        json -> json.beginArray().beginObject().endObject(),
        json -> json.beginObject().value("no name").endObject(),
        json -> json.beginObject().name("a").endArray(),
        json -> json.name("a"),
        json -> json.endObject());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsNotExactlyOneValueIsRefused(Consumer<JsonWriter> content) {
    assertThatIllegalStateException().isThrownBy(() -> written(content));
  }

  @Test
  void twoPreparationsGiveTheSameBytes() {
    Attachment attachment = Attachment.of("a", "text/plain", Posts.bytes(40_000));
    Consumer<JsonWriter> content =
        json ->
            json.beginObject()
                .field("a", "ü".repeat(9000))
                .name("b")
                .base64(attachment)
                .name("c")
                .json(Map.of("k", 1.25))
                .endObject();

    assertThat(written(content)).isEqualTo(written(content));
  }

  @Test
  void textShowsNothing() {
    assertThat(new JsonWriter(new Buffer())).hasToString("JsonWriter");
    assertThat(new PostBody(new TestContext(), () -> false)).hasToString("PostBody");
    assertThat(Posts.small().header("X-Key", "s3cret")).hasToString("HttpPost");
  }
}
