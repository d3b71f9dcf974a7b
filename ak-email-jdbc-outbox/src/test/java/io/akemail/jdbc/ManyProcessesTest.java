package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.MessageId;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes share one outbox, and some of them are killed. */
class ManyProcessesTest {
  private static final int MESSAGES = 2000;
  private static final int PROCESSES = 3;

  @TempDir private Path folder;

  private Place place(Dialect dialect) {
    return Place.of(dialect, folder);
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#shared")
  void noMessageIsClaimedTwice(Dialect dialect) throws Exception {
    Place place = place(dialect);
    Set<String> added = new HashSet<>();
    try (JdbcOutbox outbox = place.outbox();
        Connection connection = place.source().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < MESSAGES; i++) {
        var message = Place.message();
        outbox.enqueue(connection, message);
        added.add(message.id().value());
      }
      connection.commit();
      List<String> claimed = claimedByAll(place);
      assertThat(claimed).doesNotHaveDuplicates().hasSameElementsAs(added);
      assertThat(outbox.claim(1, Duration.ofMinutes(1))).isEmpty();
    }
  }

  private static List<String> claimedByAll(Place place) throws Exception {
    List<Child> children = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        children.add(Child.start(place, "claim"));
      }
      for (Child child : children) {
        assertThat(child.line()).isEqualTo("ready");
      }
      for (Child child : children) {
        child.go();
      }
      List<List<String>> all = children.parallelStream().map(Child::rest).toList();
      assertThat(all).allSatisfy(one -> assertThat(one).isNotEmpty());
      return all.stream().flatMap(List::stream).toList();
    } finally {
      for (Child child : children) {
        child.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#shared")
  void whatWasAddedIsFoundAfterTheProcessWasKilled(Dialect dialect) throws Exception {
    Place place = place(dialect);
    List<String> told = new ArrayList<>();
    try (Child child = Child.start(place, "add")) {
      assertThat(child.line()).isEqualTo("ready");
      for (int i = 0; i < 50; i++) {
        told.add(child.line());
      }
      child.kill();
      told.addAll(child.rest());
    }
    try (JdbcOutbox outbox = place.outbox()) {
      Set<String> found = new HashSet<>();
      for (OutboxEntry entry : outbox.list(OutboxState.WAITING, told.size() + 1)) {
        found.add(entry.id().value());
      }
      // The last line may be cut.
      assertThat(found).containsAll(told.subList(0, told.size() - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#shared")
  void aProcessThatIsKilledBeforeItsCommitLeavesNothing(Dialect dialect) throws Exception {
    Place place = place(dialect);
    try (JdbcOutbox outbox = place.outbox()) {
      assertThat(outbox.find(killed(place, "no commit"))).isEmpty();
      assertThat(outbox.find(killed(place, "commit"))).isPresent();
    }
  }

  private static MessageId killed(Place place, String task) throws IOException {
    try (Child child = Child.start(place, task)) {
      assertThat(child.line()).isEqualTo("ready");
      return MessageId.of(child.line());
    }
  }
}
