package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults planted in what has to do with the outbox are found by the simulation. */
@Timeout(300)
class SimOutboxMutantsTest {
  private static final int SEEDS = 400;

  @BeforeAll
  static void hush() {
    SimulationTest.hush();
  }

  @AfterAll
  static void speak() {
    SimulationTest.speak();
  }

  static Stream<SimMutant> mutants() {
    return Stream.concat(ofStorage(), ofSending());
  }

  private static Stream<SimMutant> ofStorage() {
    return Stream.of(
        new SimMutant(
            "any claim settles",
            "outbox/InMemoryRecord.java",
            "return lease != null && version == claim.version();",
            "return lease != null;",
            "I18"),
        new SimMutant(
            "a lease is ignored",
            "outbox/InMemoryRecord.java",
            "!now.isBefore(lease == null ? due : lease)",
            "!now.isBefore(due)",
            "I18"),
        new SimMutant(
            "what a dead process was sending counts as not sent",
            "outbox/InMemoryRecord.java",
            "      more.merge(provider, marked, InMemoryRecord::earlier);\n",
            "",
            "I5"),
        new SimMutant(
            "what a dead process was sending is in doubt only since it was found",
            "outbox/InMemoryRecord.java",
            "more.merge(provider, marked, InMemoryRecord::earlier);",
            "more.merge(provider, now, InMemoryRecord::earlier);",
            "I4"),
        new SimMutant(
            "a dedupe key is not heeded",
            "outbox/InMemoryOutbox.java",
            "    if (taken) {",
            "    if (taken && dedupeKey.isEmpty()) {",
            "I17"),
        new SimMutant(
            "what expired is not claimed",
            "outbox/InMemoryRecord.java",
            "return state.isLive() && ",
            "return state.isLive() && now.isBefore(expires) && ",
            "I17"),
        new SimMutant(
            "a message is said to wait that was not stored",
            "OutboxDesk.java",
            "      throw failure(message, attempts, e.reason(), before, why);",
            "      failure(message, attempts, e.reason(), before, why);",
            "I17"),
        new SimMutant(
            "a doubt is lost on the way into the outbox",
            "Delivery.java",
            "desk.queue(message, attempts, doubts())",
            "desk.queue(message, attempts, List.of())",
            "I5"));
  }

  private static Stream<SimMutant> ofSending() {
    return Stream.of(
        new SimMutant(
            "no attempt is marked",
            "Marking.java",
            "lost = !outbox.mark(claim, new Mark(provider, claim.attempts() + number, doubts, lease));",
            "lost = false;",
            "I18"),
        new SimMutant(
            "an attempt is made though its mark failed",
            "Marking.java",
            "claim.id(), what);\n      return false;",
            "claim.id(), what);\n      return true;",
            "I18"),
        new SimMutant(
            "a lost claim is used", "Marking.java", "return !lost;", "return true;", "I18"),
        new SimMutant(
            "a doubt is forgotten while the message waits",
            "Settling.java",
            "Settlement.later(least, attempts, rounds, doubts, why)",
            "Settlement.later(least, attempts, rounds, List.of(), why)",
            "I5"),
        new SimMutant(
            "what is unknown is sent again",
            "Settling.java",
            "return ended(claim, OutboxState.UNKNOWN, attempts, doubts, failure);",
            "return new Settling(Settlement.later(SOON, attempts, 1, List.of(), \"\"), null);",
            "I4"),
        new SimMutant(
            "what may have been accepted has failed",
            "Settling.java",
            "boolean doubtful = !doubts.isEmpty() || claim.possibleDuplicate();",
            "boolean doubtful = false;",
            "I2"),
        new SimMutant(
            "listeners are told of a failure that is none",
            "Settling.java",
            "EmailException told = doubtful ? unknown(failure, doubts) : failure;",
            "EmailException told = failure;",
            "I2"),
        new SimMutant(
            "the outbox does not flag a copy",
            "Settling.java",
            "claim.possibleDuplicate() || receipt.possibleDuplicate(),",
            "claim.possibleDuplicate(),",
            "I5"),
        new SimMutant(
            "one replayed answer ends every doubt",
            "Delivery.java",
            "(replayed ? doubts.without(provider) : doubts)",
            "(replayed ? Doubts.NONE : doubts)",
            "I5"),
        new SimMutant(
            "a forgotten key is used",
            "KeyMemory.java",
            "return exists && now - firstUsed < nanos;",
            "return exists;",
            "I4"),
        new SimMutant(
            "who cannot be asked is passed over",
            "Delivery.java",
            "boolean only = message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE || isUsedUp(0);",
            "boolean only = isUsedUp(0);",
            "I4"),
        new SimMutant(
            "a message is sent after its time",
            "Delivery.java",
            "left = usable.compareTo(Duration.ofNanos(left)) < 0 ? Math.max(0, usable.toNanos()) : left;",
            "",
            "I27"),
        new SimMutant(
            "a relay takes last resorts",
            "Delivery.java",
            "return lastResortUsed || errand != null ? null",
            "return lastResortUsed ? null",
            "I21"),
        new SimMutant(
            "a backlog is sent at once",
            "rules/DrainPace.java",
            "    draining = true;\n",
            "",
            "I26"),
        new SimMutant(
            "many messages are claimed to try a provider out",
            "Claiming.java",
            "free = busy == 0 && engine.routing().offers().length > 0 ? 1 : 0;",
            "free = engine.routing().offers().length > 0 ? free : 0;",
            "I26"),
        new SimMutant(
            "more is claimed than can be sent",
            "Claiming.java",
            "int free = settings.workers() - busy;",
            "int free = settings.workers();",
            "I26"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aPlantedFaultIsFound(SimMutant mutant, @TempDir Path work) throws Exception {
    String found = mutant.find(work, SEEDS);
    assertThat(found).as("what breaks %s", mutant.invariant()).startsWith("seed ");
    assertThat(found).contains(mutant.invariant() + " ");
  }
}
