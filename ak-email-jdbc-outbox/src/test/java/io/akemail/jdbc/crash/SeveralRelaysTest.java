package io.akemail.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes relay out of one database. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SeveralRelaysTest {
  private static final int PROCESSES = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void eachMessageIsSentOnceByOneOfThem(Place.Kind kind) throws Exception {
    try (Relays relays = new Relays(kind, folder)) {
      relays.fill(1500);
      relays.start(PROCESSES);
      relays.awaitDrained();
      relays.stopAll();
      report("together, " + kind, relays);
      assertThat(relays.ledger.stories()).hasSize(1500).allMatch(story -> story.copies == 1);
      assertThat(relays.rows().values())
          .hasSize(1500)
          .allMatch(entry -> entry.state() == OutboxState.SENT)
          .noneMatch(OutboxEntry::possibleDuplicate);
      for (int i = 1; i <= PROCESSES; i++) {
        int process = i;
        assertThat(relays.ledger.stories()).anyMatch(story -> story.takers.contains(process));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWasFrozenForLongerThanItsLeaseOverwritesNothing(Place.Kind kind) throws Exception {
    try (Relays relays = new Relays(kind, folder)) {
      relays.fill(400);
      Freezing freezing = new Freezing(relays);
      relays.start(PROCESSES, freezing);
      freezing.await();
      relays.awaitDrained();
      Map<String, OutboxEntry> rows = relays.rows();
      SenderProcess slow = relays.processes.get(0);
      List<String> late = takenTwice(relays);
      slow.thaw();
      relays.stopAll();
      report("frozen, " + kind, relays);
      assertThat(relays.rows()).isEqualTo(rows);
      assertThat(late).as("taken by the frozen one and by another").isNotEmpty();
      new Promise(relays.ledger, rows).holds();
    }
  }

  private static List<String> takenTwice(Relays relays) {
    return relays.ledger.stories().stream()
        .filter(story -> story.takers.contains(1))
        .filter(story -> story.copies > 1 || unknown(relays, story))
        .map(story -> story.id)
        .toList();
  }

  private static boolean unknown(Relays relays, Story story) {
    return relays.rows().get(story.id).state() == OutboxState.UNKNOWN;
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhenTheDatabaseIsGoneForAWhile(Place.Kind kind) throws Exception {
    try (Relays relays = new Relays(kind, folder)) {
      relays.fill(1500);
      relays.start(PROCESSES);
      relays.awaitTaken(400);
      relays.place.breakFor(Duration.ofSeconds(kind == Place.Kind.SQLITE ? 7 : 2), relays.clock);
      relays.awaitDrained();
      relays.stopAll();
      report("database gone, " + kind, relays);
      Map<String, OutboxEntry> rows = relays.rows();
      // Leases end meanwhile, so that another process may make a copy.
      rows.values().stream()
          .filter(OutboxEntry::possibleDuplicate)
          .forEach(entry -> relays.ledger.told("DOUBT", entry.id().value()));
      new Promise(relays.ledger, rows).holds();
    }
  }

  private static void report(String what, Relays relays) {
    System.out.println(
        "Several relays, " + what + ": " + new Promise(relays.ledger, relays.rows()).figures());
  }
}
