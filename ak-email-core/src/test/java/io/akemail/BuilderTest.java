package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuilderTest {

  @Test
  void aSenderNeedsAProvider() {
    assertThatThrownBy(() -> FailoverSender.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("providers: at least one is needed");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    FailoverSenderBuilder builder = FailoverSender.builder();
    for (int i = 0; i < 65; i++) {
      builder.provider(new ScriptedProvider("p" + i));
    }
    builder.provider(new ScriptedProvider("p1")).provider(new ScriptedProvider("p2"));

    assertThatThrownBy(builder::build)
        .hasMessageContaining("at most 64")
        .hasMessageContaining("two have the id p1")
        .hasMessageContaining("two have the id p2");
  }

  @Test
  void sixtyFourProvidersAreTriedEachOnce() {
    FailoverSenderBuilder builder = FailoverSender.builder();
    for (int i = 0; i < 63; i++) {
      builder.provider(new ScriptedProvider("p" + i).always(Step.unsupported()));
    }
    ScriptedProvider last = new ScriptedProvider("p63");
    try (FailoverSender sender = builder.provider(last).build()) {
      Receipt receipt = sender.send(Messages.any());

      assertThat(receipt.provider()).contains(last.id());
      assertThat(receipt.attempts()).hasSize(64);
    }
  }

  @Test
  void aProviderWithoutAnIdIsNamedByItsClass() {
    EmailProvider nameless =
        new EmailProvider() {
          @Override
          public ProviderId id() {
            return null;
          }

          @Override
          public Set<Capability> capabilities() {
            return Set.of();
          }

          @Override
          public Outcome send(io.akemail.message.EmailMessage message, SendContext context) {
            return Step.accept().take(message, context);
          }

          @Override
          public String credentialFingerprint(byte[] deploymentSalt) {
            return "";
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> FailoverSender.builder().provider(nameless).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no id");
  }

  @Test
  void whatIsMissingIsNamedWhereItIsGiven() {
    FailoverSenderBuilder builder = FailoverSender.builder();

    assertThatThrownBy(() -> builder.provider(null)).hasMessage("provider");
    assertThatThrownBy(() -> builder.listener(null)).hasMessage("listener");
    assertThatThrownBy(() -> builder.selection(null)).hasMessage("strategy");
    assertThatThrownBy(() -> builder.settings(null)).hasMessage("settings");
    assertThatThrownBy(() -> builder.threads(null)).hasMessage("threads");
  }

  @Test
  void aMessageThatIsMissingIsNamed() {
    try (FailoverSender sender =
        FailoverSender.builder().provider(new ScriptedProvider("a")).build()) {
      assertThatThrownBy(() -> sender.send((io.akemail.message.EmailMessage) null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("message");
      assertThatThrownBy(() -> sender.sendAsync(null)).hasMessage("message");
    }
  }

  @Test
  void buildingCallsNobody() {
    ScriptedProvider a =
        new ScriptedProvider("a")
            .check(
                timeout -> {
                  throw new AssertionError("not asked for");
                });
    FailoverSender.builder().provider(a).build().close();

    assertThat(a.calls()).isZero();
  }
}
