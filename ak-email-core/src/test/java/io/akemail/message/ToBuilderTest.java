package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToBuilderTest {
  static List<EmailMessage> messages() {
    return List.of(
        Samples.plain().build(),
        Samples.templated().build(),
        Samples.full().build(),
        Samples.fullTemplated().build());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aCopyHasEverythingButTheId(EmailMessage message) throws Exception {
    EmailMessage copy = message.toBuilder().build();
    int compared = 0;
    for (Method method : EmailMessage.class.getDeclaredMethods()) {
      if (!Modifier.isPublic(method.getModifiers())
          || Modifier.isStatic(method.getModifiers())
          || List.of("id", "toBuilder", "toString").contains(method.getName())) {
        continue;
      }
      assertThat(comparable(method.invoke(copy)))
          .as(method.getName())
          .isEqualTo(comparable(method.invoke(message)));
      compared++;
    }
    assertThat(compared).isEqualTo(24);
    assertThat(copy.id()).isNotEqualTo(message.id());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aCopyMayKeepTheIdWhenAskedTo(EmailMessage message) {
    assertThat(message.toBuilder().messageId(message.id()).build().id()).isEqualTo(message.id());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aChangedCopyLeavesTheMessageAsItIs(EmailMessage message) {
    EmailMessage copy = message.toBuilder().tag("one more").dedupeKey("changed").build();
    assertThat(copy.tags()).hasSize(message.tags().size() + 1).endsWith("one more");
    assertThat(copy.dedupeKey()).hasValue("changed");
    assertThat(message.dedupeKey()).isNotEqualTo(Optional.of("changed"));
  }

  /** Personalizations have no equality of their own. */
  private static Object comparable(Object value) {
    if (value instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Personalization) {
      return list.stream()
          .map(Personalization.class::cast)
          .map(p -> List.of(p.to(), p.data()))
          .toList();
    }
    return value;
  }
}
