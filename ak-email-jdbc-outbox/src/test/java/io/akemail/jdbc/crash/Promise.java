package io.akemail.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds what stands in the outboxes at the end against what happened outside.
 *
 * @param ledger what happened
 * @param rows all entries of all outboxes, by message
 */
record Promise(Ledger ledger, Map<String, OutboxEntry> rows) {

  /** Everything that the outbox promises of crashes. */
  void holds() {
    assertThat(ledger.faults()).isEmpty();
    nothingIsLost();
    endsAreTrue();
    for (Story story : ledger.stories()) {
      noCopyWithoutReason(story);
    }
  }

  private void nothingIsLost() {
    Set<String> promised = new TreeSet<>(ledger.told("ENQUEUED"));
    promised.addAll(ledger.told("QUEUED"));
    assertThat(rows.keySet()).as("all that was promised").containsAll(promised);
    assertThat(ledger.told("SENT")).as("said to be sent").allMatch(id -> ledger.copies(id) > 0);
  }

  private void endsAreTrue() {
    assertThat(rows.values())
        .extracting(OutboxEntry::state)
        .isSubsetOf(OutboxState.SENT, OutboxState.UNKNOWN);
    assertThat(in(OutboxState.SENT)).as("sent").allMatch(id -> ledger.copies(id) > 0);
    Set<String> doubted = new TreeSet<>(ledger.told("MARKED"));
    doubted.addAll(ledger.told("DOUBT"));
    assertThat(doubted).as("unknown without a reason").containsAll(in(OutboxState.UNKNOWN));
    assertThat(ledger.stories())
        .filteredOn(story -> in(story, OutboxState.UNKNOWN))
        .as("unknown")
        .allMatch(
            story -> story.lane == Lane.PLAIN && story.guarantee == DeliveryGuarantee.AT_MOST_ONCE);
  }

  private boolean in(Story story, OutboxState state) {
    OutboxEntry entry = rows.get(story.id);
    return entry != null && entry.state() == state;
  }

  private Set<String> in(OutboxState state) {
    return rows.values().stream()
        .filter(entry -> entry.state() == state)
        .map(entry -> entry.id().value())
        .collect(Collectors.toSet());
  }

  private void noCopyWithoutReason(Story story) {
    if (story.lane == Lane.KEYED || story.guarantee == DeliveryGuarantee.AT_MOST_ONCE) {
      assertThat(story.extra()).as("%s %s extra", story.lane, story.guarantee).isZero();
    }
    assertThat(story.extra()).as("extra copies").isLessThanOrEqualTo(ledger.reasons(story));
    if (story.extra() > 0) {
      assertThat(rows).as("a copy of what was sent directly").containsKey(story.id);
      assertThat(rows.get(story.id).possibleDuplicate()).as("flagged").isTrue();
    }
  }

  /** One line for people. */
  String figures() {
    int extra = ledger.stories().stream().mapToInt(Story::extra).sum();
    int replays = ledger.stories().stream().mapToInt(story -> story.replays).sum();
    long flagged =
        rows.values().stream()
            .filter(entry -> entry.state() == OutboxState.SENT && entry.possibleDuplicate())
            .count();
    return "promised "
        + (ledger.told("ENQUEUED").size() + ledger.told("QUEUED").size())
        + " (and sent at once "
        + ledger.told("SENT").size()
        + "), taken "
        + ledger.taken()
        + ", extra "
        + extra
        + ", replayed "
        + replays
        + ", flagged "
        + flagged
        + ", unknown "
        + in(OutboxState.UNKNOWN).size()
        + ", answers lost "
        + ledger.told("DOUBT").size();
  }
}
