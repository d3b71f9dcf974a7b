package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
  @Test
  void aMintedIdIsRandomAtTheDomain() {
    MessageId id = MessageId.mint("example.org");
    assertThat(id.value()).matches("[0-9a-f]{32}@example\\.org");
    assertThat(id).isNotEqualTo(MessageId.mint("example.org"));
  }

  @Test
  void aMintedIdOfTheLongestDomainIsReadBack() {
    String domain = ("b".repeat(62) + ".").repeat(4).substring(0, 251);
    MessageId id = MessageId.mint(domain);
    assertThat(MessageId.of(id.value())).isEqualTo(id).hasSameHashCodeAs(id);
  }

  @Test
  void theHeaderHasAngleBrackets() {
    assertThat(MessageId.of("a.b+c@d.org").header()).isEqualTo("<a.b+c@d.org>");
    assertThat(MessageId.of("a.b+c@d.org")).hasToString("a.b+c@d.org");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "<a@b>",
        "a b@c",
        "a..b@c",
        ".a@b",
        "a.@b",
        "a@.b",
        "a@b.",
        "a@b\r\nX: y",
        "\u00e4@b",
        "a@[b]",
        "\"a\"@b"
      })
  void anIdOfAnotherFormIsRefused(String value) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> MessageId.of(value))
        .satisfies(e -> assertThat(e.problems()).extracting(Problem::field).containsExactly(""));
  }

  @Test
  void anIdTooLongForAHeaderIsRefused() {
    assertThat(MessageId.of("a".repeat(318) + "@b").value()).hasSize(320);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> MessageId.of("a".repeat(319) + "@b"))
        .withMessage("invalid message: is longer than 320 characters");
  }
}
