package io.akemail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.internal.TimeSource;
import io.akemail.message.EmailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract of all outboxes does not ask. */
class InMemoryOutboxTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static EmailMessage.Builder plain() {
    return EmailMessage.builder().from("a@a.org").to("b@a.org").subject("s").text("t");
  }

  @Test
  void theDefaultLimitsAreTheStatedOnes() {
    InMemoryOutbox outbox = InMemoryOutbox.create();
    assertThat(outbox.counts().maxMessages()).isEqualTo(10_000);
    assertThat(outbox.counts().maxBytes()).isEqualTo(256L * 1024 * 1024);
    EmailMessage message = plain().build();
    outbox.add(Submission.of(message));
    OutboxEntry entry = outbox.find(message.id()).orElseThrow();
    assertThat(entry.expires()).isEqualTo(entry.added().plus(Duration.ofHours(24)));
  }

  @Test
  void everyLimitOutOfRangeIsNamed() {
    assertThatThrownBy(
            () ->
                InMemoryOutbox.builder()
                    .maxMessages(0)
                    .maxBytes(1023)
                    .maxMessageBytes(1L << 31)
                    .timeToLive(Duration.ZERO)
                    .keepSent(Duration.ofSeconds(-1))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxMessages: must be 1 to 100000, is 0")
        .hasMessageContaining("maxBytes: must be")
        .hasMessageContaining("maxMessageBytes: must be")
        .hasMessageContaining("timeToLive: must be")
        .hasMessageContaining("keepSent: must be");
  }

  @Test
  void fewerThanOneCannotBeClaimed() {
    assertThatThrownBy(() -> InMemoryOutbox.create().claim(0, LEASE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aJumpOfTheWallClockMovesNoTime() {
    Clocks clocks = new Clocks();
    InMemoryOutbox outbox = InMemoryOutbox.builder().build(clocks);
    outbox.add(new Submission(plain().build(), Duration.ofHours(1), 0, List.of()));
    clocks.wall = clocks.wall.plus(Duration.ofDays(1));
    assertThat(outbox.claim(1, LEASE)).isEmpty();
    clocks.wall = clocks.wall.minus(Duration.ofDays(2));
    clocks.nanos += Duration.ofHours(1).toNanos();
    assertThat(outbox.claim(1, LEASE).get(0).left()).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void theTimeThatAMessageStatesIsOneOfTheWallClock() {
    Clocks clocks = new Clocks();
    InMemoryOutbox outbox = InMemoryOutbox.builder().build(clocks);
    clocks.wall = clocks.wall.plus(Duration.ofDays(1));
    Instant end = clocks.wall.plus(Duration.ofMinutes(5));
    outbox.add(Submission.of(plain().deliverBefore(end).build()));
    assertThat(outbox.claim(1, LEASE).get(0).left()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void itIsShownByItsCountsOnly() {
    InMemoryOutbox outbox = InMemoryOutbox.create();
    outbox.add(Submission.of(plain().build()));
    assertThat(outbox).hasToString("InMemoryOutbox{WAITING=1}");
  }

  /** Two clocks that are turned apart. */
  private static final class Clocks implements TimeSource {
    private long nanos = Long.MAX_VALUE - 5; // about to wrap around
    private Instant wall = Instant.parse("2030-01-01T00:00:00Z");

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return wall;
    }
  }
}
