package io.akemail.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people see of a message to Slack. */
class SlackChannelTest {
  @Test
  void theTextIsWhatPeopleSee() {
    assertThat(SlackChannel.text("{\"a\":1,\"text\":\"say \\\"hi\\\"\\nto \\u00e4ll\"}"))
        .isEqualTo("say \"hi\" to \u00e4ll");
    assertThat(SlackChannel.text("{}")).isEqualTo("{}");
  }
}
