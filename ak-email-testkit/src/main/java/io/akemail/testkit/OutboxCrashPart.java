package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Workers that died or came too late, and records that cannot be read. */
abstract class OutboxCrashPart extends OutboxPart {
  OutboxCrashPart(OutboxContract contract) {
    super(contract);
  }

  @Test
  void whatIsAboutToBeSentIsSaidToBe() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    pass(SECOND);
    assertThat(outbox.mark(claim, new Mark(B, 4, List.of(), LEASE))).isTrue();
    OutboxEntry entry = entry(open(), message.id());
    assertThat(entry.state()).isEqualTo(OutboxState.SENDING);
    assertThat(entry.atProvider()).contains(B);
    assertThat(entry.attempts()).isEqualTo(4);
    assertThat(entry.changed()).isAfter(entry.added());
  }

  @Test
  void whatWasBeingSentWhenItsWorkerDiedMayHaveBeenAcceptedThere() {
    Outbox outbox = open();
    added(outbox);
    Claim lost = claimed(outbox);
    pass(MINUTE);
    assertThat(outbox.mark(lost, new Mark(B, 4, List.of(), LEASE))).isTrue();
    pass(PAST_LEASE);
    Claim found = claimed(outbox);
    assertThat(found.version()).isGreaterThan(lost.version());
    assertThat(found.attempts()).isEqualTo(4);
    assertThat(found.doubts()).hasSize(1);
    assertDoubt(found.doubts().get(0), B, PAST_LEASE);
    assertThat(found.possibleDuplicate()).as("whether a person had it sent again").isFalse();
  }

  @Test
  void theDoubtIsStillThereWhenTheNextWorkerDiesToo() {
    Outbox outbox = open();
    added(outbox);
    assertThat(outbox.mark(claimed(outbox), mark())).isTrue();
    pass(HOUR);
    claimed(outbox);
    pass(HOUR);
    Claim found = claimed(outbox);
    assertThat(found.doubts()).hasSize(1);
    assertDoubt(found.doubts().get(0), A, HOUR.multipliedBy(2));
  }

  @Test
  void aDoubtIsAsOldAsTheFirstAttemptThere() {
    Outbox outbox = open();
    added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, new Mark(A, 1, List.of(), HOUR))).isTrue();
    pass(MINUTE.multipliedBy(10));
    assertThat(outbox.mark(claim, new Mark(A, 2, List.of(), HOUR))).isTrue();
    pass(HOUR.plus(MINUTE));
    assertDoubt(claimed(outbox).doubts().get(0), A, HOUR.plus(MINUTE.multipliedBy(11)));
  }

  @Test
  void onlyTheLatestMarkedProviderIsInDoubt() {
    Outbox outbox = open();
    added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, new Mark(A, 1, List.of(), HOUR))).isTrue();
    pass(MINUTE.multipliedBy(10));
    assertThat(outbox.mark(claim, new Mark(B, 2, List.of(), HOUR))).isTrue();
    pass(HOUR.plus(MINUTE));
    List<Doubt> doubts = claimed(outbox).doubts();
    assertThat(doubts).hasSize(1);
    assertDoubt(doubts.get(0), B, HOUR.plus(MINUTE));
  }

  @Test
  void aFurtherDoubtJoinsThoseThatWereTold() {
    Outbox outbox = open();
    added(outbox);
    List<Doubt> before = List.of(new Doubt(A, HOUR), new Doubt(C, MINUTE));
    assertThat(outbox.mark(claimed(outbox), new Mark(B, 3, before, LEASE))).isTrue();
    pass(PAST_LEASE);
    assertThat(claimed(outbox).doubts())
        .extracting(Doubt::provider)
        .containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void aProviderThatWasInDoubtBeforeKeepsItsGreaterAge() {
    Outbox outbox = open();
    added(outbox);
    List<Doubt> before = List.of(new Doubt(A, HOUR));
    assertThat(outbox.mark(claimed(outbox), new Mark(A, 2, before, LEASE))).isTrue();
    pass(PAST_LEASE);
    List<Doubt> doubts = claimed(outbox).doubts();
    assertThat(doubts).hasSize(1);
    assertDoubt(doubts.get(0), A, HOUR.plus(PAST_LEASE));
  }

  @Test
  void aDoubtGrowsOlderWhileItsMessageIsHeld() {
    Outbox outbox = open();
    outbox.add(new Submission(message(), Duration.ZERO, 1, List.of(new Doubt(A, HOUR))));
    List<Claim> claims = outbox.claim(1, DAY);
    pass(HOUR);
    List<Doubt> asClaimed = claims.get(0).doubts();
    assertThat(outbox.mark(claims.get(0), new Mark(A, 2, asClaimed, LEASE))).isTrue();
    pass(HOUR);
    assertDoubt(claimed(outbox).doubts().get(0), A, HOUR.multipliedBy(3));
  }

  @Test
  void whoCameTooLateChangesNothing() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim old = claimed(outbox);
    assertThat(outbox.mark(old, mark())).isTrue();
    pass(PAST_LEASE);
    Claim current = claimed(outbox);
    OutboxEntry before = entry(outbox, message.id());
    checkLost(outbox, old);
    assertThat(entry(outbox, message.id())).isEqualTo(before);
    assertThat(outbox.mark(current, new Mark(B, 2, current.doubts(), LEASE))).isTrue();
    before = entry(outbox, message.id());
    checkLost(outbox, old);
    assertThat(entry(outbox, message.id())).isEqualTo(before);
    assertThat(outbox.settle(current, later(HOUR, 1))).isTrue();
    before = entry(outbox, message.id());
    checkLost(outbox, old);
    assertThat(entry(outbox, message.id())).isEqualTo(before);
  }

  private static void checkLost(Outbox outbox, Claim claim) {
    Mark mark = new Mark(C, 9, List.of(new Doubt(C, DAY)), DAY);
    assertThat(outbox.mark(claim, mark)).as("a mark of a lost claim").isFalse();
    assertThat(outbox.settle(claim, sent())).as("a settlement of a lost claim").isFalse();
    assertThat(outbox.settle(claim, later(Duration.ZERO, 9))).isFalse();
  }

  @Test
  void whoWasSlowButNotReplacedTellsTheTruthStill() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    Claim claim = claimed(outbox);
    assertThat(outbox.mark(claim, mark())).isTrue();
    pass(PAST_LEASE);
    assertThat(outbox.mark(claim, new Mark(B, 2, List.of(), LEASE))).isTrue();
    assertThat(outbox.claim(10, LEASE)).as("held again").isEmpty();
    pass(PAST_LEASE);
    assertThat(outbox.settle(claim, sent())).isTrue();
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.SENT);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @Test
  void betweenASlowWorkerAndTheNextExactlyOneWins() throws Exception {
    List<Outbox> outboxes = List.of(open(), open());
    for (int round = 0; round < 10; round++) {
      EmailMessage message = added(outboxes.get(0));
      Claim slow = claimed(outboxes.get(0));
      pass(PAST_LEASE);
      List<Claim> next = Collections.synchronizedList(new ArrayList<>());
      boolean[] settled = new boolean[1];
      together(
          2,
          i -> {
            if (i == 0) {
              settled[0] = outboxes.get(0).settle(slow, sent());
            } else {
              next.addAll(outboxes.get(1).claim(10, LEASE));
            }
          });
      assertThat(next).hasSize(settled[0] ? 0 : 1);
      next.forEach(claim -> assertThat(outboxes.get(1).settle(claim, sent())).isTrue());
      assertThat(state(outboxes.get(0), message.id())).isEqualTo(OutboxState.SENT);
    }
  }

  @Test
  void aRecordThatCannotBeReadIsSetAsideAndToldAndTheRestIsClaimed() {
    Outbox outbox = open();
    EmailMessage broken = added(outbox);
    pass(SECOND);
    EmailMessage whole = added(outbox);
    damage(broken.id());
    List<Claim> claims = new ArrayList<>();
    try (LogCapture log = new LogCapture()) {
      LoggerFactory.getLogger(OutboxContract.class).warn("whether this is captured");
      boolean captured = !log.lines().isEmpty();
      for (int i = 0; i < 2; i++) {
        claims.addAll(outbox.claim(1, LEASE));
      }
      assertThat(log.lines()).noneMatch(line -> Canary.SECRETS.stream().anyMatch(line::contains));
      if (captured) {
        assertThat(log.lines()).anyMatch(line -> line.contains(broken.id().value()));
      }
    }
    assertThat(ids(claims)).containsExactly(whole.id());
    assertThat(state(outbox, broken.id())).isEqualTo(OutboxState.DAMAGED);
    assertThat(outbox.list(OutboxState.DAMAGED, 10)).hasSize(1);
    pass(PAST_LEASE);
    assertThat(ids(outbox.claim(10, LEASE))).containsExactly(whole.id());
  }

  @Test
  void aRecordThatIsDamagedWhileItIsSentMayHaveBeenAccepted() {
    Outbox outbox = open();
    EmailMessage message = added(outbox);
    assertThat(outbox.mark(claimed(outbox), mark())).isTrue();
    damage(message.id());
    pass(PAST_LEASE);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.DAMAGED);
    assertThat(entry(outbox, message.id()).possibleDuplicate()).isTrue();
  }

  @Test
  void aDamagedRecordStaysSoHoweverOftenItIsRetried() {
    Outbox outbox = open();
    EmailMessage message = message();
    outbox.add(Submission.of(message));
    damage(message.id());
    for (int i = 0; i < 2; i++) {
      assertThat(outbox.claim(10, LEASE)).isEmpty();
      assertThat(state(outbox, message.id())).isEqualTo(OutboxState.DAMAGED);
      assertThat(outbox.retry(message.id())).isTrue();
    }
  }
}
