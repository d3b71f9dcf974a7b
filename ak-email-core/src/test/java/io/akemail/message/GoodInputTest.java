package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodInputTest {
  static List<GoodInputs.Case> cases() {
    return GoodInputs.all();
  }

  @Test
  void theTableIsLongEnough() {
    assertThat(cases()).hasSizeGreaterThan(300);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aGoodInputIsFoundInTheMessageAsItWasGiven(GoodInputs.Case input) {
    EmailMessage.Builder builder = input.base().get();
    input.call().accept(builder);
    EmailMessage message = builder.build();
    assertThat(input.read().apply(message)).isEqualTo(input.expected());
    assertThat(input.read().apply(message.toBuilder().build())).isEqualTo(input.expected());
  }
}
