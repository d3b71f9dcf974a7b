package io.akemail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormatTest {
  private static EmailMessage copy(EmailMessage message) throws IOException {
    return MessageFormat.read(MessageFormat.write(message));
  }

  @Test
  void everyFieldIsReadBackAsItWasWritten() throws IOException {
    for (EmailMessage message : List.of(FullMessages.withContent(), FullMessages.withTemplate())) {
      assertThat(Fields.of(copy(message))).isEqualTo(Fields.of(message));
    }
  }

  @Test
  void whatIsGeneratedIsReadBackAndWrittenAgainTheSame() throws IOException {
    for (int seed = 0; seed < 400; seed++) {
      EmailMessage message = GeneratedMessages.of(seed);
      byte[] written = MessageFormat.write(message);
      EmailMessage read = MessageFormat.read(written);
      assertThat(Fields.of(read)).as("message %s", seed).isEqualTo(Fields.of(message));
      assertThat(MessageFormat.write(read)).as("message %s", seed).isEqualTo(written);
    }
  }

  @Test
  void noFieldOfAMessageIsForgotten() {
    assertThat(
            Arrays.stream(EmailMessage.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName))
        .as("a field was added to the message: the format must carry it, as a new version")
        .containsExactlyInAnyOrderElementsOf(
            join(Fields.names(), List.of("builder", "toBuilder", "toString")));
  }

  private static List<String> join(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"message-1-content.json", "message-1-template.json"})
  void whatVersion1WroteIsReadForEver(String file) throws IOException {
    EmailMessage message =
        file.contains("content") ? FullMessages.withContent() : FullMessages.withTemplate();
    byte[] golden;
    try (InputStream resource = MessageFormatTest.class.getResourceAsStream(file)) {
      golden = Objects.requireNonNull(resource, file).readAllBytes();
    }
    assertThat(Fields.of(MessageFormat.read(golden))).isEqualTo(Fields.of(message));
    assertThat(MessageFormat.write(message))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(new String(golden, StandardCharsets.UTF_8));
  }

  @Test
  void aNumberIsReadAsTheFirstTypeThatWritesItTheSame() throws IOException {
    Map<Number, Number> types = new HashMap<>();
    types.put((byte) 1, 1);
    types.put(2L, 2);
    types.put(Integer.MIN_VALUE, Integer.MIN_VALUE);
    types.put(Integer.MAX_VALUE + 1L, Integer.MAX_VALUE + 1L);
    types.put(Long.MIN_VALUE, Long.MIN_VALUE);
    types.put(999_999_999_999_999_999L, 999_999_999_999_999_999L);
    types.put(new BigInteger("9223372036854775807"), Long.MAX_VALUE);
    types.put(new BigInteger("9223372036854775808"), new BigInteger("9223372036854775808"));
    types.put(0.1f, 0.1);
    types.put(3.4028235E38f, 3.4028235E38);
    types.put(new BigDecimal("1.50"), new BigDecimal("1.50"));
    types.put(new BigDecimal("1.5"), 1.5);
    types.put(new BigDecimal("7"), 7);
    types.put(new BigDecimal("0E-10"), new BigDecimal("0E-10"));
    types.put(-0.0, -0.0);
    for (Map.Entry<Number, Number> type : types.entrySet()) {
      assertThat(value(type.getKey())).isEqualTo(type.getValue());
    }
  }

  private static @Nullable Object value(Object given) throws IOException {
    return copy(templated().mergeData("key", given).build()).mergeData().get("key");
  }

  private static EmailMessage.Builder templated() {
    return EmailMessage.builder().from("a@example.org").to("b@example.org").template("p", "t");
  }

  @Test
  void dataOfTheGreatestDepthIsReadBack() throws IOException {
    Object value = "deepest";
    for (int depth = 1; depth < 32; depth++) {
      value = List.of(value);
    }
    Map<String, Object> data = Map.of("key", value);
    EmailMessage message =
        EmailMessage.builder()
            .from("a@example.org")
            .template("p", "t")
            .mergeData("key", value)
            .personalization("b@example.org", data)
            .build();
    EmailMessage copy = copy(message);
    assertThat(copy.mergeData()).isEqualTo(data);
    assertThat(copy.personalizations().get(0).data()).isEqualTo(data);
  }

  @Test
  void longTextsAndNumbersAreReadBack() throws IOException {
    String digits = "7".repeat(100_000);
    assertThat(value(new BigInteger(digits))).hasToString(digits);
    String text = "\u00e4\ud83d\ude80 ".repeat(6_000_000);
    EmailMessage message =
        EmailMessage.builder().from("a@a.org").to("b@a.org").subject("s").text(text).build();
    assertThat(copy(message).text().orElseThrow().equals(text)).isTrue();
  }
}
