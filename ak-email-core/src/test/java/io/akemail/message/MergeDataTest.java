package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeDataTest {
  @Test
  void jsonLikeValuesAreKeptAsTheyAre() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("z", "text\nof two lines");
    value.put("y", Arrays.asList((byte) 1, (short) 2, 3, 4L, 5f, 6d, null, true));
    value.put("x", Map.of("big", new BigDecimal("1.10"), "int", BigInteger.TEN));
    value.put("w", null);
    EmailMessage message = Samples.templated().mergeData("value", value).build();
    assertThat(message.mergeData().get("value")).isEqualTo(value);
    assertThat(((Map<?, ?>) message.mergeData().get("value")).keySet().toString())
        .isEqualTo("[z, y, x, w]");
  }

  @Test
  void theMergeDataItselfIsTheFirstOfThirtyTwoLevels() {
    assertThat(Samples.templated().mergeData("a", nested(31)).build().mergeData()).hasSize(1);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.templated().mergeData("a", nested(32)).build())
        .withMessage(
            "invalid message: mergeData.a"
                + "[0]".repeat(31)
                + ": is nested deeper than 32 levels");
    Map<String, Object> data = Map.of("a", nested(31));
    assertThat(Samples.personal().personalization("a@b.org", data).build().recipients()).hasSize(1);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(
            () -> Samples.personal().personalization("a@b.org", Map.of("a", nested(32))).build())
        .withMessageContaining("personalizations[0].data.a[0]");
  }

  @Test
  void aValueThatContainsItselfIsAProblem() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("list", Arrays.asList(1, map));
    map.put("self", map);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.templated().mergeData("a", map).build())
        .withMessage(
            "invalid message: mergeData.a.list[1]: contains itself; mergeData.a.self: contains"
                + " itself");
  }

  @Test
  void onePartMayStandInTwoPlaces() {
    List<Integer> part = List.of(1);
    EmailMessage message = Samples.templated().mergeData("a", List.of(part, part)).build();
    assertThat(message.mergeData()).containsEntry("a", List.of(part, part));
  }

  @Test
  void aSmallValueThatUnfoldsWithoutEndIsAProblem() {
    List<Object> bomb = List.of("x");
    for (int i = 0; i < 25; i++) {
      bomb = Collections.nCopies(10, bomb);
    }
    List<Object> given = bomb;
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.templated().mergeData("a", given).build())
        .withMessage("invalid message: mergeData.a: holds more than 100000 values");
  }

  @Test
  void theNumberOfValuesIsBoundedAndTheBoundItselfAllowed() {
    List<Integer> most = Collections.nCopies(99_999, 1);
    assertThat(Samples.templated().mergeData("a", most).build().mergeData()).hasSize(1);
    List<Integer> more = Collections.nCopies(100_000, 1);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.templated().mergeData("a", more).build())
        .withMessageContaining("more than 100000 values");
  }

  private static Object nested(int levels) {
    Object value = "x";
    for (int i = 0; i < levels; i++) {
      value = new ArrayList<>(List.of(value));
    }
    return value;
  }
}
