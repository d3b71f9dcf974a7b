package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What providers say of themselves, from the source to the order in which they are tried. */
class HintTest {
  private static final ProviderId A = ProviderId.of("a");

  private final AtomicInteger asked = new AtomicInteger();

  private final class Talkative extends ScriptedProvider {
    Talkative() {
      super("a");
    }

    @Override
    public Optional<HealthSource> healthSource() {
      return Optional.of(
          timeout -> {
            asked.incrementAndGet();
            return Hint.OUTAGE;
          });
    }
  }

  private FailoverSenderBuilder builder() {
    return FailoverSender.builder()
        .provider(new Talkative())
        .provider(new ScriptedProvider("b"))
        .pollStatusPages();
  }

  private static void await(FailoverSender sender, Hint hint) {
    while (sender.statuses().get(0).fleet().hint() != hint) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aProviderThatSaysThatItIsOutIsTriedLastAndStaysUp() {
    try (FailoverSender sender = builder().build()) {
      await(sender, Hint.OUTAGE);

      assertThat(sender.send(Messages.any()).provider()).get().hasToString("b");
      assertThat(sender.statuses().get(0).state()).isEqualTo(ProviderState.UP);
    }
  }

  @Test
  void ofSendersThatShareAStoreOneAsksForAll() {
    InMemoryStatusStore store = new InMemoryStatusStore();
    try (FailoverSender one = builder().statusStore(store).build();
        FailoverSender two = builder().statusStore(store).build();
        FailoverSender mute =
            FailoverSender.builder()
                .provider(new ScriptedProvider("a"))
                .provider(new ScriptedProvider("b"))
                .statusStore(store)
                .build()) {
      await(one, Hint.OUTAGE);
      await(two, Hint.OUTAGE);
      await(mute, Hint.OUTAGE);

      assertThat(asked).hasValue(1);
      assertThat(mute.send(Messages.any()).provider()).get().hasToString("b");
    }
  }

  @Test
  void withoutBeingToldToNobodyAsks() {
    try (FailoverSender sender = FailoverSender.builder().provider(new Talkative()).build()) {
      assertThat(sender.send(Messages.any()).provider()).contains(A);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void aPaceOutOfRangeIsRefused() {
    FailoverSenderBuilder builder = FailoverSender.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.pollStatusPages(Duration.ofSeconds(9)))
        .withMessageContaining("interval");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.pollStatusPages(Duration.ofHours(2)));
  }
}
