package io.akemail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no such user ada@example.org here | no such user *** here",
        "<ada@example.org>: unknown        | <***>: unknown",
        "[ada@example.org,bob@example.org] | [***,***]",
        "to=ada%40example.org&x=1          | ***",
        "cut off: ada%40                   | cut off: ***",
        "ada\uff20example.org is full-width | *** is full-width",
        "mailto:ada@example.org            | ***",
        "a % 40 b 40% c %4                 | a % 40 b 40% c %4",
        "nothing personal                  | nothing personal",
      })
  void whatLooksLikeAnAddressIsMasked(String text, String shown) {
    assertThat(Text.shown(text, 200)).isEqualTo(shown);
  }

  @Test
  void controlsAndInvisibleCharactersBecomeEscapes() {
    assertThat(Text.shown("a\r\nb\tc\u0000d\u007fe\u0085f", 200))
        .isEqualTo("a\\u000d\\u000ab\\u0009c\\u0000d\\u007fe\\u0085f");
    assertThat(Text.shown("a\u2028b\u2029c\u202ed\u200be", 200))
        .isEqualTo("a\\u2028b\\u2029c\\u202ed\\u200be");
  }

  @Test
  void unpairedSurrogatesBecomeEscapesAndPairsStay() {
    assertThat(Text.shown("a\ud83d\ude00b\ud83dc\ude00", 200))
        .isEqualTo("a\ud83d\ude00b\\ud83dc\\ude00");
  }

  @Test
  void aLongTextIsCutAndSaysSo() {
    assertThat(Text.shown("x".repeat(10), 10)).isEqualTo("x".repeat(10));
    assertThat(Text.shown("x".repeat(11), 10)).isEqualTo("x".repeat(10) + "...");
    assertThat(Text.shown("a b c d", 3)).isEqualTo("a b...");
    assertThat(Text.shown("abc", 0)).isEqualTo("...");
  }

  @Test
  void theCutDoesNotSplitASurrogatePair() {
    assertThat(Text.shown("ab\ud83d\ude00cd", 3)).isEqualTo("ab...");
    assertThat(Text.shown("ab\ud83d\ude00cd", 4)).isEqualTo("ab\ud83d\ude00...");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 20})
  void anAddressIsMaskedEvenWhereTheTextIsCut(int limit) {
    assertThat(Text.shown("x ada.lovelace@example.org y", limit)).doesNotContain("a");
  }

  @Test
  void thereIsNoInputThatThrows() {
    assertThat(Text.shown(null, 10)).isEmpty();
    assertThat(Text.shown("", 10)).isEmpty();
    assertThat(Text.shown("abc", -1)).isEmpty();
    assertThat(Text.shown("abc", Integer.MAX_VALUE)).isEqualTo("abc");
  }

  @Test
  void aFingerprintIsShortStableAndSetsValuesApart() {
    assertThat(Text.fingerprint("ada@example.org"))
        .matches("[0-9a-f]{8}")
        .isEqualTo(Text.fingerprint("ada@example.org"))
        .isNotEqualTo(Text.fingerprint("bob@example.org"));
    assertThat(Text.fingerprint("")).isEqualTo("e3b0c442"); // SHA-256 of nothing
  }
}
