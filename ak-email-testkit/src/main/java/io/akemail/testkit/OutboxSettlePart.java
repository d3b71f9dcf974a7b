package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message that was claimed. */
abstract class OutboxSettlePart extends OutboxPart {
  OutboxSettlePart(OutboxContract contract) {
    super(contract);
  }

  @Test
  void whatIsPutBackWaitsItsDelayAndKeepsItsHistory() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, mark())).isTrue();
    Settlement later =
        Settlement.later(
            MINUTE.multipliedBy(10), 3, 2, List.of(new Doubt(A, MINUTE)), "nobody takes it");
    assertThat(outbox.settle(claim, later)).isTrue();
    OutboxEntry entry = entry(outbox, message.id());
    assertThat(entry.state()).isEqualTo(OutboxState.WAITING);
    assertThat(entry.attempts()).isEqualTo(3);
    assertThat(entry.detail()).isEqualTo("nobody takes it");
    assertThat(entry.atProvider()).as("nobody has it").isEmpty();
    assertThat(entry.possibleDuplicate()).isTrue();
    pass(MINUTE.multipliedBy(9));
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    pass(MINUTE.multipliedBy(2));
    Claim next = claimed(outbox);
    assertThat(next.version()).isGreaterThan(claim.version());
    assertThat(next.attempts()).isEqualTo(3);
    assertThat(next.rounds()).isEqualTo(2);
    assertThat(next.doubts()).hasSize(1);
    assertDoubt(next.doubts().get(0), A, MINUTE.multipliedBy(12));
    assertThat(next.possibleDuplicate()).isFalse();
  }

  @Test
  void whatIsPutBackWithoutDoubtHasNone() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, mark())).isTrue();
    assertThat(outbox.settle(claim, later(Duration.ZERO, 1))).isTrue();
    assertThat(entry(outbox, message.id()).possibleDuplicate()).isFalse();
    Claim next = claimed(outbox);
    assertThat(next.doubts()).isEmpty();
    pass(PAST_LEASE);
    assertThat(claimed(outbox).doubts()).as("the attempt that was settled").isEmpty();
  }

  @Test
  void whatIsPutBackMayBeClaimedByAnother() {
    Outbox one = open();
    Outbox two = open();
    added(one);
    Claim claim = claimed(one);
    assertThat(one.settle(claim, later(Duration.ZERO, 1))).isTrue();
    assertThat(claimed(two).id()).isEqualTo(claim.id());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WAITING", "SENDING"})
  void whatHasEndedIsSaidToHaveAndIsNeverClaimedAgain(OutboxState end) {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, mark())).isTrue();
    pass(SECOND);
    assertThat(outbox.settle(claim, ended(end))).isTrue();
    OutboxEntry entry = entry(open(), message.id());
    assertThat(entry.state()).isEqualTo(end);
    assertThat(entry.attempts()).isEqualTo(1);
    assertThat(entry.detail()).isEqualTo(ended(end).detail());
    assertThat(entry.possibleDuplicate()).isEqualTo(end == OutboxState.UNKNOWN);
    assertThat(entry.changed()).isAfter(entry.added());
    pass(DAY.multipliedBy(2));
    outbox.hasten(100);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @Test
  void whoAcceptedItIsKept() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, mark())).isTrue();
    assertThat(
            outbox.settle(
                claim,
                new Settlement(
                    OutboxState.SENT,
                    Duration.ZERO,
                    2,
                    0,
                    List.of(new Doubt(A, MINUTE)),
                    B,
                    "b/\u00e4-1",
                    true,
                    "accepted by b")))
        .isTrue();
    OutboxEntry entry = entry(outbox, message.id());
    assertThat(entry.atProvider()).contains(B);
    assertThat(entry.providerMessageId()).isEqualTo("b/\u00e4-1");
    assertThat(entry.possibleDuplicate()).isTrue();
    assertThat(entry.attempts()).isEqualTo(2);
  }

  @Test
  void thatItMayBeTheSecondIsKeptWithoutADoubtThatIsLeft() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Settlement sent =
        new Settlement(OutboxState.SENT, Duration.ZERO, 1, 0, List.of(), A, "a-1", true, "");
    assertThat(outbox.settle(claimed(outbox), sent)).isTrue();
    assertThat(entry(outbox, message.id()).possibleDuplicate()).isTrue();
  }

  @Test
  void whoAcceptedItMayHaveGivenNoId() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Settlement sent =
        new Settlement(OutboxState.SENT, Duration.ZERO, 1, 0, List.of(), A, null, false, "");
    assertThat(outbox.settle(claimed(outbox), sent)).isTrue();
    assertThat(entry(outbox, message.id()).providerMessageId()).isNull();
  }

  @Test
  void aThousandCharactersOfDetailAreKept() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    String detail = "\u00e4\u05e9\ud83d\ude80'\\".repeat(200).substring(0, 1000);
    Settlement failed = Settlement.ended(OutboxState.FAILED, 1, List.of(), detail);
    assertThat(outbox.settle(claimed(outbox), failed)).isTrue();
    assertThat(entry(outbox, message.id()).detail()).isEqualTo(detail);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SENDING")
  void aClaimIsGivenBackOnce(OutboxState state) {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    boolean ends = state != OutboxState.WAITING;
    assertThat(outbox.settle(claim, ends ? ended(state) : later(Duration.ZERO, 1))).isTrue();
    OutboxEntry settled = entry(outbox, message.id());
    assertThat(outbox.mark(claim, mark())).isFalse();
    assertThat(outbox.settle(claim, sent())).isFalse();
    assertThat(entry(outbox, message.id())).isEqualTo(settled);
  }

  @Test
  void aClaimOfWhatWasPurgedIsLost() {
    Outbox outbox = open();
    added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.settle(claim, ended(OutboxState.FAILED))).isTrue();
    pass(SECOND);
    assertThat(outbox.purge(OutboxState.FAILED, Duration.ZERO)).isEqualTo(1);
    assertThat(outbox.mark(claim, mark())).isFalse();
    assertThat(outbox.settle(claim, sent())).isFalse();
  }

  @Test
  void ofManyWhoSettleOneClaimAtOnceExactlyOneDoes() throws Exception {
    List<Outbox> outboxes = List.of(open(), open());
    for (int round = 0; round < 20; round++) {
      added(outboxes.get(0));
      Claim claim = claimed(outboxes.get(0));
      AtomicInteger done = new AtomicInteger();
      together(
          4,
          i -> {
            if (outboxes.get(i % 2).settle(claim, sent())) {
              done.incrementAndGet();
            }
          });
      assertThat(done).hasValue(1);
    }
  }
}
