package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  static List<BadInputs.Case> cases() {
    return BadInputs.all();
  }

  @Test
  void theTableIsLongEnough() {
    assertThat(cases()).hasSizeGreaterThan(2000);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBadInputIsToldByBuildAloneWithItsFieldAndWithoutItsValue(BadInputs.Case input) {
    EmailMessage.Builder builder = input.base().get();
    input.call().accept(builder);
    Throwable thrown = Assertions.catchThrowable(builder::build);
    assertThat(thrown).isExactlyInstanceOf(InvalidMessageException.class).hasNoCause();
    InvalidMessageException e = (InvalidMessageException) thrown;
    assertThat(e.problems()).extracting(Problem::field).containsOnly(input.field());
    assertThat(e.getMessage().toLowerCase(Locale.ROOT)).doesNotContain(Samples.MARK);
    assertThat(e.getMessage()).matches("[ -~]*");
    if (input.value().strip().length() > 3) {
      assertThat(e.getMessage()).doesNotContain(input.value());
    }
  }

  @Test
  void theBuildersTheTableStartsFromAreValid() {
    assertThat(Samples.plain().build().recipients()).hasSize(1);
    assertThat(Samples.templated().build().recipients()).hasSize(1);
    assertThat(Samples.personal().to("ada@example.org").build().recipients()).hasSize(1);
  }
}
