package io.akemail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "0, 0 s",
    "119, 119 s",
    "120, 2 min",
    "3599, 59 min",
    "3600, 1 h",
    "11100, 3 h 5 min",
    "86399, 23 h 59 min",
    "86400, 1 d",
    "187200, 2 d 4 h"
  })
  void aSpanIsToldInItsTwoLargestUnits(long seconds, String words) {
    assertThat(Spans.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
