package io.akemail.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines between a node and its parent. */
class WireTest {
  private static Sighting sighting(String detail) {
    return new Sighting(
        42,
        "shop-1",
        "sendgrid",
        ProviderState.DOWN,
        StatusReason.FAULTS,
        true,
        "shop-2",
        3,
        true,
        detail);
  }

  @Test
  void whatANodeSeesIsReadAsItWasWritten() {
    String line = Wire.line(sighting("it\tanswered\n503"));

    assertThat(line).doesNotContain("\n");
    assertThat(Wire.parse("shop-1", line)).contains(new Wire.Seen(sighting("it answered 503")));
  }

  @Test
  void countsAreReadAsTheyWereWritten() {
    Wire.Sent sent = new Wire.Sent(12, 1, "why not");

    assertThat(Wire.parse("shop-1", Wire.line(7, sent))).contains(sent);
    assertThat(Wire.parse("shop-1", Wire.ready())).contains(new Wire.Ready());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "view\t1", "sent\t1\tmany\t0\t", "view\t1\tx\tODD\tX\t\t\t1\t\t"})
  void otherLinesMeanNothing(String line) {
    assertThat(Wire.parse("shop-1", line)).isEmpty();
  }
}
