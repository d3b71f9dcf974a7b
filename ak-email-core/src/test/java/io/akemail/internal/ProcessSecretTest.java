package io.akemail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessSecretTest {

  @Test
  void aDigestIsTheSameForTheSameTextOnly() {
    assertThat(ProcessSecret.digest("a"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(ProcessSecret.digest("a"));
    assertThat(ProcessSecret.digest("a")).isNotEqualTo(ProcessSecret.digest("b"));
  }
}
