package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person has a message sent again. */
abstract class OutboxRetryPart extends OutboxPart {
  OutboxRetryPart(OutboxContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "UNKNOWN", "DAMAGED"})
  void whatHasEndedUnsentWaitsAgainWithAllItsTime(OutboxState end) {
    Outbox outbox = open();
    EmailMessage message = addedAndEnded(outbox, end);
    pass(HOUR.multipliedBy(30));
    assertThat(outbox.retry(message.id())).isTrue();
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.WAITING);
    Claim claim = claimed(outbox);
    assertThat(claim.id()).isEqualTo(message.id());
    assertAbout(claim.left(), DAY);
    assertThat(claim.doubts()).isEmpty();
    assertThat(claim.possibleDuplicate()).isEqualTo(end == OutboxState.UNKNOWN);
    assertThat(outbox.settle(claim, sent())).isTrue();
    assertThat(entry(outbox, message.id()).possibleDuplicate())
        .isEqualTo(end == OutboxState.UNKNOWN);
  }

  @Test
  void theFlagOfWhatMayHaveBeenAcceptedOutlastsFurtherRounds() {
    Outbox outbox = open();
    EmailMessage message = addedAndEnded(outbox, OutboxState.UNKNOWN);
    assertThat(outbox.retry(message.id())).isTrue();
    assertThat(outbox.settle(claimed(outbox), later(Duration.ZERO, 1))).isTrue();
    Claim next = claimed(outbox);
    assertThat(next.possibleDuplicate()).isTrue();
    assertThat(outbox.settle(next, ended(OutboxState.FAILED))).isTrue();
    assertThat(entry(outbox, message.id()).possibleDuplicate()).isTrue();
    assertThat(outbox.retry(message.id())).isTrue();
    assertThat(claimed(outbox).possibleDuplicate()).isTrue();
  }

  @Test
  void anyDoubtBecomesTheFlag() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    assertThat(outbox.settle(claimed(outbox), expired(new Doubt(B, HOUR)))).isTrue();
    assertThat(outbox.retry(message.id())).isTrue();
    Claim claim = claimed(outbox);
    assertThat(claim.doubts()).isEmpty();
    assertThat(claim.possibleDuplicate()).isTrue();
  }

  private static Settlement expired(Doubt doubt) {
    return new Settlement(
        OutboxState.EXPIRED, Duration.ZERO, 1, 0, List.of(doubt), null, null, false, "too late");
  }

  @Test
  void whatIsUnknownIsInDoubtEvenWhereNobodyIsNamed() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Settlement unknown = Settlement.ended(OutboxState.UNKNOWN, 1, List.of(), "unknown");
    assertThat(outbox.settle(claimed(outbox), unknown)).isTrue();
    assertThat(outbox.retry(message.id())).isTrue();
    assertThat(claimed(outbox).possibleDuplicate()).isTrue();
  }

  @Test
  void whatIsLiveSentOrUnknownHereIsLeftAlone() {
    Outbox outbox = open();
    EmailMessage sent = addedAndEnded(outbox, OutboxState.SENT);
    EmailMessage sending = added(outbox);
    assertThat(outbox.mark(claimed(outbox), mark())).isTrue();
    EmailMessage waiting = message();
    outbox.add(new Submission(waiting, HOUR, 0, List.of()));
    pass(SECOND);
    for (EmailMessage message : List.of(sent, sending, waiting)) {
      OutboxEntry before = entry(outbox, message.id());
      assertThat(outbox.retry(message.id())).as("%s", before.state()).isFalse();
      assertThat(entry(outbox, message.id())).isEqualTo(before);
    }
    assertThat(outbox.retry(MessageId.of("nobody@example.org"))).isFalse();
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @Test
  void anOldClaimIsWorthNothingAfterARetry() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim old = claimed(outbox);
    assertThat(outbox.settle(old, ended(OutboxState.FAILED))).isTrue();
    assertThat(outbox.retry(message.id())).isTrue();
    assertThat(outbox.settle(old, sent())).isFalse();
    assertThat(outbox.mark(old, mark())).isFalse();
    Claim next = claimed(outbox);
    assertThat(next.version()).isGreaterThan(old.version());
    assertThat(outbox.settle(old, sent())).isFalse();
    assertThat(outbox.settle(next, sent())).isTrue();
  }

  @Test
  void whileAnotherMessageOfItsDedupeKeyIsToBeSentItIsRefused() {
    Outbox outbox = open();
    EmailMessage first = builder().dedupeKey("key").build();
    outbox.add(Submission.of(first));
    assertThat(outbox.settle(claimed(outbox), ended(OutboxState.FAILED))).isTrue();
    EmailMessage second = builder().dedupeKey("key").build();
    outbox.add(Submission.of(second));
    OutboxEntry before = entry(outbox, first.id());
    assertThatThrownReason(() -> outbox.retry(first.id())).isEqualTo(Reason.DUPLICATE);
    assertThat(entry(outbox, first.id())).isEqualTo(before);
    assertThat(outbox.settle(claimed(outbox), sent())).isTrue();
    assertThat(outbox.retry(first.id())).isTrue();
    assertThat(refusal(outbox, builder().dedupeKey("key").build())).isEqualTo(Reason.DUPLICATE);
  }
}
