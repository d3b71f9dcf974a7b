package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import io.akemail.outbox.MessageFormat;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message that is added. */
abstract class OutboxAddPart extends OutboxPart {
  OutboxAddPart(OutboxContract contract) {
    super(contract);
  }

  @Test
  void whatWasAddedOutlivesTheOutboxThatItWasAddedTo() {
    Outbox one = open();
    EmailMessage message = added(one);
    one.close();
    one.close();
    Outbox two = open();
    assertThat(state(two, message.id())).isEqualTo(OutboxState.WAITING);
    assertThat(claimed(two).id()).isEqualTo(message.id());
  }

  @TestFactory
  Stream<DynamicTest> everyFieldIsClaimedAsItWasAdded() {
    EmailMessage handled =
        builder()
            .deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE)
            .deliverBefore(Instant.now().plus(HOUR))
            .dedupeKey("dedupe-\u00e4")
            .build();
    Stream<DynamicTest> parts =
        FieldTable.all("a", "template-1").stream()
            .map(each -> dynamicTest(each.name(), () -> checkClaimed(each.message())));
    return Stream.concat(
        parts, Stream.of(dynamicTest("how it is handled", () -> checkClaimed(handled))));
  }

  private void checkClaimed(EmailMessage given) throws IOException {
    EmailMessage message = given.toBuilder().build();
    Outbox outbox = open();
    outbox.add(Submission.of(message));
    Claim claim = claimed(outbox);
    assertThat(MessageFormat.write(claim.message())).isEqualTo(MessageFormat.write(message));
    assertThat(claim.message().id()).isEqualTo(message.id());
    outbox.settle(claim, sent());
  }

  @Test
  void whatNobodyWasAskedToSendBeforeHasNoHistory() {
    Outbox outbox = open();
    added(outbox);
    Claim claim = claimed(outbox);
    assertThat(claim.attempts()).isZero();
    assertThat(claim.rounds()).isZero();
    assertThat(claim.doubts()).isEmpty();
    assertThat(claim.possibleDuplicate()).isFalse();
  }

  @Test
  void whatWasTriedBeforeIsKept() {
    Outbox outbox = open();
    EmailMessage message = message();
    List<Doubt> doubts = List.of(new Doubt(B, MINUTE.multipliedBy(3)), new Doubt(A, HOUR));
    outbox.add(new Submission(message, MINUTE, 7, doubts));
    OutboxEntry entry = entry(outbox, message.id());
    assertThat(entry.attempts()).isEqualTo(7);
    assertThat(entry.possibleDuplicate()).isTrue();
    pass(MINUTE.plusSeconds(1));
    Claim claim = claimed(outbox);
    assertThat(claim.attempts()).isEqualTo(7);
    assertThat(claim.doubts()).hasSize(2);
    assertDoubt(claim.doubts().get(0), B, MINUTE.multipliedBy(4));
    assertDoubt(claim.doubts().get(1), A, HOUR.plus(MINUTE));
    assertThat(claim.possibleDuplicate()).as("whether a person had it sent again").isFalse();
  }

  @Test
  void anAttachmentIsTheOneThatWasAddedWhateverBecomesOfItsSource(@TempDir Path folder)
      throws IOException {
    byte[] bytes = {1, 2, 3};
    Path file = Files.write(folder.resolve("file.bin"), bytes);
    EmailMessage message =
        builder()
            .attach(Attachment.of("a.bin", "a/b", () -> new ByteArrayInputStream(bytes)))
            .attach(Attachment.ofFile(file))
            .build();
    Outbox outbox = open();
    outbox.add(Submission.of(message));
    bytes[0] = 9;
    Files.delete(file);
    for (Attachment attachment : claimed(outbox).message().attachments()) {
      assertThat(attachment.open()).hasBinaryContent(new byte[] {1, 2, 3});
    }
  }

  @Test
  void anAttachmentThatCannotBeReadIsRefusedByItsPlace() {
    EmailMessage message =
        builder()
            .attach(Attachment.of("a.bin", "a/b", new byte[1]))
            .attach(
                Attachment.of(
                    "b.bin",
                    "a/b",
                    () -> {
                      throw new IOException(Canary.SUBJECT);
                    }))
            .build();
    Outbox outbox = open();
    assertThat(refusal(outbox, message)).isEqualTo(Reason.ATTACHMENT);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  private static Duration delay(OutboxEntry entry) {
    return Duration.between(entry.added(), entry.due());
  }

  @Test
  void aMessageThatIsStillToBeSentIsLeftAsItIsWhenAddedAgain() {
    Outbox outbox = open();
    EmailMessage message = builder().dedupeKey("key").build();
    outbox.add(Submission.of(message));
    OutboxEntry waiting = entry(outbox, message.id());
    pass(SECOND);
    Submission again = new Submission(message, HOUR, 7, List.of(new Doubt(B, HOUR)));
    outbox.add(again);
    assertThat(delay(entry(outbox, message.id()))).isEqualTo(delay(waiting));
    Claim claim = claimed(outbox);
    assertThat(claim.attempts()).isZero();
    assertThat(claim.doubts()).isEmpty();
    assertThat(outbox.mark(claim, mark())).isTrue();
    outbox.add(again);
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.SENDING);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
    assertThat(outbox.settle(claim, sent())).isTrue();
  }

  @Test
  void aMessageThatWasSentIsLeftAsItIsWhenAddedAgain() {
    Outbox outbox = open();
    EmailMessage message = addedAndEnded(outbox, OutboxState.SENT);
    outbox.add(Submission.of(message));
    assertThat(state(outbox, message.id())).isEqualTo(OutboxState.SENT);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "UNKNOWN", "DAMAGED"})
  void aMessageThatEndedOtherwiseIsRefusedWhenAddedAgain(OutboxState end) {
    Outbox outbox = open();
    EmailMessage message = addedAndEnded(outbox, end);
    assertThatThrownReason(() -> outbox.add(Submission.of(message))).isEqualTo(Reason.DUPLICATE);
    assertThat(state(outbox, message.id())).isEqualTo(end);
    assertThat(outbox.claim(10, LEASE)).isEmpty();
  }

  @Test
  void oneMessageAddedManyTimesAtOnceIsThereOnce() throws Exception {
    List<Outbox> outboxes = List.of(open(), open());
    EmailMessage message = builder().dedupeKey("key").build();
    together(8, i -> outboxes.get(i % 2).add(Submission.of(message)));
    assertThat(claimed(outboxes.get(0)).id()).isEqualTo(message.id());
    assertThat(outboxes.get(1).list(OutboxState.WAITING, 10)).hasSize(1);
  }
}
