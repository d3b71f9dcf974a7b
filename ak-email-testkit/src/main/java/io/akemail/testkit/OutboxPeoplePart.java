package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see, and delete. */
abstract class OutboxPeoplePart extends OutboxPart {
  OutboxPeoplePart(OutboxContract contract) {
    super(contract);
  }

  /** Counts may be a second old. */
  private static void eventually(Runnable asserts) {
    await().atMost(Duration.ofSeconds(5)).untilAsserted(asserts::run);
  }

  @Test
  void anEmptyOutboxIsSaidToBe() {
    OutboxCounts counts =
        open(OutboxLimits.defaults().withMaxMessages(7).withMaxBytes(50L << 20)).counts();
    assertThat(counts.live()).isZero();
    assertThat(counts.liveBytes()).isZero();
    assertThat(counts.oldestAge()).isEmpty();
    assertThat(counts.maxMessages()).isEqualTo(7);
    assertThat(counts.maxBytes()).isEqualTo(50L << 20);
    assertThat(counts.fill()).isZero();
  }

  @Test
  void whatIsInItIsCounted() {
    Outbox outbox = open(OutboxLimits.defaults().withMaxMessages(10));
    for (OutboxState state : OutboxState.values()) {
      if (!state.isLive()) {
        addedAndEnded(outbox, state);
      }
    }
    pass(HOUR);
    EmailMessage sending = added(outbox);
    assertThat(outbox.mark(claimed(outbox), mark())).isTrue();
    pass(MINUTE);
    EmailMessage waiting = added(outbox);
    long bytes = entry(outbox, sending.id()).size() + entry(outbox, waiting.id()).size();
    eventually(
        () -> {
          OutboxCounts counts = outbox.counts();
          for (OutboxState state : OutboxState.values()) {
            assertThat(counts.count(state)).as("%s", state).isEqualTo(1);
          }
          assertThat(counts.live()).isEqualTo(2);
          assertThat(counts.liveBytes()).isEqualTo(bytes).isGreaterThan(100);
          assertAbout(counts.oldestAge().orElseThrow(), MINUTE);
          assertThat(counts.fill()).isCloseTo(0.2, within(0.0001));
        });
  }

  @Test
  void whatIsNotThereIsNotFound() {
    Outbox outbox = open();
    added(outbox);
    assertThat(outbox.find(MessageId.of("nobody@example.org"))).isEmpty();
  }

  @Test
  void aMessageThatWaitsIsShownAsItStands() {
    Outbox outbox = open(OutboxLimits.defaults().withTimeToLive(DAY));
    EmailMessage message = message();
    outbox.add(new Submission(message, HOUR, 2, List.of()));
    OutboxEntry entry = entry(outbox, message.id());
    assertThat(entry.id()).isEqualTo(message.id());
    assertThat(entry.state()).isEqualTo(OutboxState.WAITING);
    assertThat(entry.changed()).isEqualTo(entry.added());
    assertAbout(Duration.between(entry.added(), entry.due()), HOUR);
    assertAbout(Duration.between(entry.added(), entry.expires()), DAY);
    assertThat(entry.attempts()).isEqualTo(2);
    assertThat(entry.atProvider()).isEmpty();
    assertThat(entry.providerMessageId()).isNull();
    assertThat(entry.possibleDuplicate()).isFalse();
    assertThat(entry.size()).isPositive();
    assertThat(entry.toString()).doesNotContain(Canary.SECRETS);
    assertThat(outbox.list(OutboxState.WAITING, 1)).containsExactly(entry);
  }

  @ParameterizedTest
  @EnumSource
  void theOldestOfOneStateAreListedFirst(OutboxState state) {
    Outbox outbox = open();
    List<MessageId> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      EmailMessage message = bring(outbox, state);
      all.add(message.id());
      pass(SECOND);
    }
    bring(outbox, state == OutboxState.FAILED ? OutboxState.SENT : OutboxState.FAILED);
    assertThat(outbox.list(state, 10)).extracting(OutboxEntry::id).containsExactlyElementsOf(all);
    assertThat(outbox.list(state, 3))
        .extracting(OutboxEntry::id)
        .containsExactlyElementsOf(all.subList(0, 3));
    assertThat(outbox.list(state, 1)).extracting(OutboxEntry::state).containsExactly(state);
  }

  private static EmailMessage bring(Outbox outbox, OutboxState state) {
    if (!state.isLive()) {
      return addedAndEnded(outbox, state);
    }
    EmailMessage message = message();
    boolean waits = state == OutboxState.WAITING;
    outbox.add(new Submission(message, waits ? DAY : Duration.ZERO, 0, List.of()));
    if (!waits) {
      assertThat(outbox.mark(claimed(outbox), mark())).isTrue();
    }
    return message;
  }

  @Test
  void theOldestIsTheOneAddedFirstWhateverBecameOfIt() {
    Outbox outbox = open();
    List<MessageId> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(added(outbox).id());
      pass(SECOND);
    }
    var claims = new ArrayList<>(outbox.claim(3, LEASE));
    Collections.reverse(claims);
    claims.forEach(
        claim -> {
          assertThat(outbox.settle(claim, ended(OutboxState.FAILED))).isTrue();
          pass(SECOND);
        });
    assertThat(outbox.list(OutboxState.FAILED, 10))
        .extracting(OutboxEntry::id)
        .containsExactlyElementsOf(all);
  }

  @Test
  void whatHasNotEndedIsNeverPurged() {
    Outbox outbox = open();
    EmailMessage waiting = added(outbox);
    pass(DAY);
    for (OutboxState live : List.of(OutboxState.WAITING, OutboxState.SENDING)) {
      assertThatThrownBy(() -> outbox.purge(live, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(state(outbox, waiting.id())).isEqualTo(OutboxState.WAITING);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WAITING", "SENDING"})
  void whatHasEndedLongAgoIsPurged(OutboxState end) {
    Outbox outbox = open();
    EmailMessage slow = added(outbox);
    var claim = claimed(outbox);
    EmailMessage old = addedAndEnded(outbox, end);
    EmailMessage other =
        addedAndEnded(outbox, end == OutboxState.FAILED ? OutboxState.SENT : OutboxState.FAILED);
    pass(HOUR);
    assertThat(outbox.settle(claim, ended(end))).isTrue();
    EmailMessage waiting = added(outbox);
    pass(HOUR);
    assertThat(outbox.purge(end, HOUR.multipliedBy(3))).isZero();
    assertThat(outbox.purge(end, HOUR.plus(MINUTE))).as("by when it ended").isEqualTo(1);
    assertThat(outbox.find(old.id())).isEmpty();
    assertThat(outbox.purge(end, Duration.ZERO)).isEqualTo(1);
    assertThat(outbox.find(slow.id())).isEmpty();
    assertThat(outbox.find(other.id())).isPresent();
    assertThat(outbox.find(waiting.id())).isPresent();
    outbox.add(Submission.of(old));
    assertThat(state(outbox, old.id())).isEqualTo(OutboxState.WAITING);
  }

  @Test
  void whatWasSentIsKnownForTheStatedTimeAndThenNotAnyMore() {
    Outbox outbox = open(OutboxLimits.defaults().withKeepSent(DAY));
    EmailMessage message = addedAndEnded(outbox, OutboxState.SENT);
    for (int i = 0; i < 23; i++) {
      pass(HOUR);
      outbox.claim(1, LEASE);
      outbox.counts();
    }
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.SENT);
    pass(HOUR.multipliedBy(2));
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              pass(MINUTE);
              outbox.claim(1, LEASE);
              return outbox.find(message.id()).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "UNKNOWN", "DAMAGED"})
  void whatWasNotSentIsThereUntilAPersonPurgesIt(OutboxState end) {
    Outbox outbox = open(OutboxLimits.defaults().withKeepSent(HOUR).withTimeToLive(HOUR));
    EmailMessage message = addedAndEnded(outbox, end);
    EmailMessage waiting = added(outbox);
    for (int i = 0; i < 5; i++) {
      pass(DAY.multipliedBy(30));
      outbox.claim(1, LEASE);
      outbox.counts();
    }
    assertThat(state(outbox, message.id())).isEqualTo(end);
    assertThat(state(outbox, waiting.id())).isEqualTo(OutboxState.WAITING);
  }
}
