package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.Lease.Purpose;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That one store knows what another is told, and soon. */
abstract class StoreSharingPart extends StorePart {
  private static final Duration SOON = Duration.ofSeconds(10);

  StoreSharingPart(StatusStoreContract contract) {
    super(contract);
  }

  @Test
  void whatOneIsToldTheOtherKnows() {
    StatusStore one = open();
    StatusStore two = open();
    assertThat(two.read(A).verdicts()).isEmpty();
    for (Kind kind : Kind.values()) {
      one.put(verdict(kind, "k-" + kind.topic(), LONG));
    }
    assertThat(kinds(two)).hasSize(6).hasSameElementsAs(kinds(one));
    assertThat(one.write(A, health("gen", 1), null)).isTrue();
    SharedHealth read = two.read(A).health().orElseThrow();
    assertThat(two.write(A, health("gen", 2), read)).isTrue();
    assertThat(one.write(A, health("gen", 2), read)).isFalse();
    two.remove(verdict(Kind.OVER_LIMIT, "k-LIMIT", null));
    assertThat(kinds(one)).doesNotContain(Kind.OVER_LIMIT);
    assertThat(one.tryLease(new Lease(Purpose.CHECK, A, "t1"), LONG)).isTrue();
    assertThat(two.tryLease(new Lease(Purpose.CHECK, A, "t2"), LONG)).isFalse();
    one.join("app-1", LONG);
    assertThat(two.join("app-2", LONG)).isEqualTo(2);
  }

  @Test
  void whatWasToldOutlivesTheStoreThatWasTold() {
    StatusStore one = open();
    StatusStore two = open();
    one.put(verdict(Kind.DISABLED, "app-1", null));
    one.close();
    one.close();
    assertThat(kinds(two)).containsExactly(Kind.DISABLED);
  }

  @Test
  void closingTakesLittleTime() {
    StatusStore store = open();
    store.read(A);
    long before = System.nanoTime();
    store.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
  }

  static Stream<Kind> kindsToObey() {
    return Stream.of(Kind.values())
        .filter(kind -> kind.topic() != Topic.VOTE && kind.topic() != Topic.PROBE);
  }

  @ParameterizedTest
  @MethodSource("kindsToObey")
  void puttingAndRemovingNudgesEverybody(Kind kind) {
    StatusStore one = open();
    StatusStore two = open();
    nudges(one, two, () -> one.put(verdict(kind, "key", LONG)));
    nudges(one, two, () -> two.remove(verdict(kind, "key", null)));
  }

  @Test
  void writingTheRecordNudgesEverybody() {
    StatusStore one = open();
    StatusStore two = open();
    assertThat(one.write(A, health("gen", 1), null)).isTrue();
    nudges(one, two, () -> two.write(A, health("gen", 1), health("gen", 1)));
  }

  /** A nudge may be lost, so what causes it is done until one comes. */
  private static void nudges(StatusStore one, StatusStore two, Runnable change) {
    List<ProviderId> atOne = new CopyOnWriteArrayList<>();
    List<ProviderId> atTwo = new CopyOnWriteArrayList<>();
    List<ProviderId> alsoAtTwo = new CopyOnWriteArrayList<>();
    one.onChange(atOne::add);
    two.onChange(atTwo::add);
    two.onChange(alsoAtTwo::add);
    await()
        .atMost(SOON)
        .until(
            () -> {
              change.run();
              return Stream.of(atOne, atTwo, alsoAtTwo).allMatch(all -> all.contains(A));
            });
    assertThat(atTwo).containsOnly(A);
  }

  @Test
  void whoReadsWhenNudgedReadsTheNews() {
    StatusStore one = open();
    StatusStore two = open();
    List<Kind> read = new CopyOnWriteArrayList<>();
    List<ProviderId> nudges = new CopyOnWriteArrayList<>();
    two.onChange(nudges::add);
    await()
        .atMost(SOON)
        .until(
            () -> {
              one.put(verdict(Kind.DISABLED, "app-1", null));
              return !nudges.isEmpty();
            });
    read.addAll(kinds(two));
    assertThat(read).containsExactly(Kind.DISABLED);
  }
}
