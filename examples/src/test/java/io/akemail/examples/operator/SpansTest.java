package io.akemail.examples.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans as people write and read them. */
class SpansTest {

  @ParameterizedTest
  @CsvSource({
    "50ms, PT0.05S",
    "90s, PT90S",
    "15m, PT15M",
    "2h, PT2H",
    "1d, PT24H",
    "pt1m, PT1M",
    "' 3S ', PT3S"
  })
  void aSpanIsReadInEveryForm(String text, Duration span) {
    assertThat(Spans.parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5", "0s", "-PT1S", "366d", "9999999999s"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.parse(text))
        .withMessageStartingWith("duration: must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "PT2.34S, 2.3 s",
    "PT4M10S, 4 min 10 s",
    "PT1H5M9S, 1 h 5 min",
    "-PT1S, 0 s",
    "PT0S, 0.0 s"
  })
  void aSpanIsShownShortly(Duration span, String text) {
    assertThat(Spans.text(span)).isEqualTo(text);
  }
}
