package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Who gets which message, when, and for how long. */
abstract class OutboxClaimPart extends OutboxPart {
  OutboxClaimPart(OutboxContract contract) {
    super(contract);
  }

  private static EmailMessage added(Outbox outbox, Duration delay) {
    EmailMessage message = message();
    outbox.add(new Submission(message, delay, 0, List.of()));
    return message;
  }

  @Test
  void nothingIsClaimedFromAnEmptyOutbox() {
    assertThat(open().claim(10, LEASE)).isEmpty();
  }

  @Test
  void whatIsDueLongestIsClaimedFirst() {
    Outbox outbox = open();
    EmailMessage third = added(outbox, MINUTE.multipliedBy(3));
    EmailMessage first = added(outbox, MINUTE);
    EmailMessage second = added(outbox, MINUTE.multipliedBy(2));
    pass(MINUTE.multipliedBy(4));
    assertThat(ids(outbox.claim(10, LEASE))).containsExactly(first.id(), second.id(), third.id());
  }

  @Test
  void noMoreAreClaimedThanAskedFor() {
    Outbox outbox = open();
    List<MessageId> added = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      added.add(added(outbox).id());
      pass(SECOND);
    }
    assertThat(ids(outbox.claim(2, LEASE))).containsExactlyElementsOf(added.subList(0, 2));
    assertThat(ids(outbox.claim(1, LEASE))).containsExactlyElementsOf(added.subList(2, 3));
    assertThat(ids(outbox.claim(10, LEASE))).containsExactlyElementsOf(added.subList(3, 5));
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @Test
  void whatComesBackTakesItsTurnBehindWhatWaitedLonger() {
    Outbox outbox = open();
    EmailMessage first = added(outbox);
    pass(SECOND);
    EmailMessage second = added(outbox);
    pass(SECOND);
    Claim claim = outbox.claim(1, LEASE).get(0);
    assertThat(claim.id()).isEqualTo(first.id());
    assertThat(outbox.settle(claim, later(Duration.ZERO, 1))).isTrue();
    pass(SECOND);
    assertThat(ids(outbox.claim(10, LEASE))).containsExactly(second.id(), first.id());
  }

  @Test
  void whatIsNotDueIsNotClaimed() {
    Outbox outbox = open();
    EmailMessage message = added(outbox, MINUTE.multipliedBy(2));
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    pass(MINUTE);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    pass(MINUTE.plusSeconds(1));
    assertThat(claimed(outbox).id()).isEqualTo(message.id());
  }

  @Test
  void whatSomebodyHoldsNobodyElseGets() {
    Outbox one = open();
    Outbox two = open();
    added(one);
    Claim claim = claimed(one);
    assertThat(two.claim(10, LEASE)).isEmpty();
    pass(LEASE.minus(MINUTE));
    assertThat(two.claim(10, LEASE)).isEmpty();
    assertThat(one.settle(claim, sent())).isTrue();
  }

  @Test
  void whatWasHeldTooLongIsClaimedByAnotherUnderAHigherVersion() {
    Outbox outbox = open();
    added(outbox);
    Claim last = claimed(outbox);
    for (int i = 0; i < 3; i++) {
      pass(PAST_LEASE);
      Claim next = claimed(outbox);
      assertThat(next.id()).isEqualTo(last.id());
      assertThat(next.version()).isGreaterThan(last.version());
      assertThat(next.doubts()).as("nothing was attempted").isEmpty();
      assertThat(next.attempts()).isZero();
      last = next;
    }
  }

  @Test
  void aMarkProlongsTheClaim() {
    Outbox outbox = open();
    added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, new Mark(A, 1, List.of(), HOUR))).isTrue();
    pass(HOUR.minus(MINUTE));
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    assertThat(outbox.mark(claim, new Mark(B, 2, List.of(), HOUR))).isTrue();
    pass(HOUR.minus(MINUTE));
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    pass(MINUTE.multipliedBy(2));
    assertThat(outbox.claim(10, LEASE)).hasSize(1);
  }

  @Test
  void aMessageHasTheTimeThatTheOutboxStates() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(HOUR.multipliedBy(3)));
    EmailMessage message = added(outbox);
    assertAbout(
        Duration.between(
            entry(outbox, message.id()).added(), entry(outbox, message.id()).expires()),
        HOUR.multipliedBy(3));
    assertAbout(claimed(outbox).left(), HOUR.multipliedBy(3));
    pass(HOUR);
    assertAbout(claimed(outbox).left(), HOUR.multipliedBy(2));
  }

  @Test
  void aMessageExpiresWhenItsOwnTimeIsOverIfThatIsSooner() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(HOUR));
    Instant now = Instant.now();
    EmailMessage soon = builder().deliverBefore(now.plus(MINUTE.multipliedBy(20))).build();
    EmailMessage late = builder().deliverBefore(now.plus(DAY)).build();
    outbox.add(Submission.of(soon));
    pass(SECOND);
    outbox.add(Submission.of(late));
    List<Claim> claims = outbox.claim(10, LEASE);
    assertAbout(claims.get(0).left(), MINUTE.multipliedBy(20));
    assertAbout(claims.get(1).left(), HOUR);
  }

  @Test
  void whatHasExpiredIsClaimedAsWell() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(HOUR));
    EmailMessage message = added(outbox);
    pass(HOUR.plusSeconds(1));
    Claim claim = claimed(outbox);
    assertThat(claim.id()).isEqualTo(message.id());
    assertThat(claim.left()).isLessThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void whatHadExpiredBeforeItWasAddedIsClaimed() {
    Outbox outbox = open();
    EmailMessage message = builder().deliverBefore(Instant.now().minus(HOUR)).build();
    outbox.add(Submission.of(message));
    assertAbout(claimed(outbox).left(), HOUR.negated());
  }

  @Test
  void whatWouldWaitPastItsEndIsDueAtItsEnd() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(HOUR));
    EmailMessage slow = added(outbox, DAY);
    EmailMessage failing = added(outbox);
    assertThat(outbox.settle(claimed(outbox), later(DAY, 1))).isTrue();
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    pass(HOUR.plusSeconds(1));
    assertThat(ids(outbox.claim(10, LEASE))).containsExactlyInAnyOrder(slow.id(), failing.id());
  }

  @Test
  void whatWaitsMayBeMadeDueAtOnce() {
    Outbox outbox = open();
    EmailMessage fresh = added(outbox, HOUR);
    EmailMessage once = added(outbox);
    assertThat(outbox.settle(claimed(outbox), later(HOUR, 1))).isTrue();
    EmailMessage often = added(outbox);
    assertThat(outbox.settle(claimed(outbox), later(HOUR, 2))).isTrue();
    outbox.hasten(0);
    assertThat(claimed(outbox).id()).isEqualTo(fresh.id());
    outbox.hasten(1);
    assertThat(claimed(outbox).id()).isEqualTo(once.id());
    outbox.hasten(1);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    outbox.hasten(2);
    assertThat(claimed(outbox).id()).isEqualTo(often.id());
  }

  @Test
  void makingDueTakesNothingFromAHolderAndBringsNothingBack() {
    Outbox outbox = open();
    EmailMessage ended = addedAndEnded(outbox, OutboxState.FAILED);
    added(outbox);
    Claim claim = claimed(outbox);
    outbox.hasten(10);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    assertThat(outbox.mark(claim, mark())).isTrue();
    outbox.hasten(10);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    assertThat(outbox.settle(claim, sent())).isTrue();
    assertThat(state(outbox, ended.id())).isEqualTo(OutboxState.FAILED);
  }

  @Test
  void makingDueGivesNoMoreTime() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(HOUR));
    added(outbox, MINUTE.multipliedBy(50));
    pass(MINUTE.multipliedBy(20));
    outbox.hasten(0);
    assertAbout(claimed(outbox).left(), MINUTE.multipliedBy(40));
  }

  @Test
  void threadsThatClaimAtOnceNeverShareAMessage() throws Exception {
    List<Outbox> outboxes = List.of(open(), open());
    int messages = 60;
    for (int i = 0; i < messages; i++) {
      added(outboxes.get(0));
    }
    Queue<MessageId> all = new ConcurrentLinkedQueue<>();
    together(
        8,
        i -> {
          List<Claim> claims;
          do {
            claims = outboxes.get(i % 2).claim(3, HOUR);
            all.addAll(ids(claims));
          } while (!claims.isEmpty() && all.size() <= messages);
        });
    all.addAll(ids(outboxes.get(0).claim(messages, HOUR)));
    assertThat(all).hasSize(messages);
    assertThat(new HashSet<>(all)).hasSize(messages);
  }
}
