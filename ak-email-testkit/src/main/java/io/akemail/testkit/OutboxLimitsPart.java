package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may wait, and that of one dedupe key one message waits at most. */
abstract class OutboxLimitsPart extends OutboxPart {
  private static final int BYTES = 10_000;

  OutboxLimitsPart(OutboxContract contract) {
    super(contract);
  }

  /** Takes 10,000 to 20,000 bytes when stored, in whatever form. */
  private static EmailMessage large() {
    byte[] content = new byte[BYTES];
    new Random(7).nextBytes(content);
    return builder().attach(Attachment.of("a.bin", "a/b", content)).build();
  }

  private static EmailMessage keyed() {
    return builder().dedupeKey("key").build();
  }

  @Test
  void noMoreMessagesWaitThanMay() {
    Outbox outbox = open(OutboxLimits.defaults().withMaxMessages(2));
    EmailMessage first = added(outbox);
    Claim claim = claimed(outbox);
    added(outbox);
    assertThat(refusal(outbox, message())).isEqualTo(Reason.FULL);
    assertThat(outbox.mark(claim, mark())).isTrue();
    assertThat(refusal(outbox, message())).as("one is being sent").isEqualTo(Reason.FULL);
    outbox.add(Submission.of(first));
    assertThat(outbox.settle(claim, sent())).isTrue();
    added(outbox);
    assertThat(refusal(outbox, message())).isEqualTo(Reason.FULL);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WAITING", "SENDING"})
  void whatHasEndedDoesNotCount(OutboxState end) {
    Outbox outbox = open(OutboxLimits.defaults().withMaxMessages(1));
    addedAndEnded(outbox, end);
    added(outbox);
    assertThat(refusal(outbox, message())).isEqualTo(Reason.FULL);
  }

  @Test
  void noMoreBytesWaitThanMay() {
    long most = 3 * BYTES + BYTES / 2;
    Outbox outbox = open(OutboxLimits.defaults().withMaxMessageBytes(2 * BYTES).withMaxBytes(most));
    int stored = 0;
    try {
      while (stored < 4) {
        outbox.add(Submission.of(large()));
        stored++;
      }
    } catch (OutboxException e) {
      assertThat(e.reason()).isEqualTo(Reason.FULL);
    }
    assertThat(stored).as("messages of 10,000 to 20,000 bytes in 35,000").isBetween(1, 3);
    assertThat(outbox.list(OutboxState.WAITING, 10).stream().mapToLong(OutboxEntry::size).sum())
        .isLessThanOrEqualTo(most);
    assertThat(refusal(outbox, large())).isEqualTo(Reason.FULL);
    Claim claim = outbox.claim(1, LEASE).get(0);
    assertThat(outbox.settle(claim, sent())).isTrue();
    outbox.add(Submission.of(large()));
  }

  @Test
  void noMessageIsLargerThanOneMayBe() {
    Outbox outbox = open(OutboxLimits.defaults().withMaxMessageBytes(BYTES - 1));
    assertThat(refusal(outbox, large())).isEqualTo(Reason.TOO_LARGE);
    added(outbox);
  }

  @Test
  void anotherMessageOfTheSameDedupeKeyIsRefusedWhileOneIsToBeSent() {
    Outbox outbox = open();
    EmailMessage first = keyed();
    outbox.add(Submission.of(first));
    assertThat(refusal(outbox, keyed())).isEqualTo(Reason.DUPLICATE);
    Claim claim = claimed(outbox);
    assertThat(refusal(outbox, keyed())).isEqualTo(Reason.DUPLICATE);
    assertThat(outbox.mark(claim, new Mark(A, 1, List.of(), LEASE))).isTrue();
    assertThat(refusal(outbox, keyed())).isEqualTo(Reason.DUPLICATE);
    assertThat(outbox.settle(claim, later(HOUR, 1))).isTrue();
    assertThat(refusal(outbox, keyed())).isEqualTo(Reason.DUPLICATE);
    outbox.add(Submission.of(builder().dedupeKey("Key").build()));
    added(outbox);
    assertThat(ids(outbox.claim(10, LEASE))).hasSize(2).doesNotContain(first.id());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WAITING", "SENDING"})
  void aDedupeKeyIsFreeAgainAfterTheEnd(OutboxState end) {
    Outbox outbox = open();
    EmailMessage first = keyed();
    outbox.add(Submission.of(first));
    assertThat(outbox.settle(claimed(outbox), ended(end))).isTrue();
    EmailMessage second = keyed();
    outbox.add(Submission.of(second));
    assertThat(claimed(outbox).id()).isEqualTo(second.id());
    assertThat(state(outbox, first.id())).isEqualTo(end);
  }

  @Test
  void ofManyMessagesOfOneDedupeKeyAddedAtOnceExactlyOneIsStored() throws Exception {
    List<Outbox> outboxes = List.of(open(), open());
    for (int round = 0; round < 5; round++) {
      String key = "key-" + round;
      AtomicInteger refused = new AtomicInteger();
      together(
          8,
          i -> {
            try {
              outboxes.get(i % 2).add(Submission.of(builder().dedupeKey(key).build()));
            } catch (OutboxException e) {
              assertThat(e.reason()).isEqualTo(Reason.DUPLICATE);
              refused.incrementAndGet();
            }
          });
      assertThat(refused).hasValue(7);
      assertThat(outboxes.get(0).list(OutboxState.WAITING, 100)).hasSize(round + 1);
    }
  }
}
