package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The one record that is changed only by comparing its version. */
abstract class StoreRecordPart extends StorePart {
  private static final Duration KEPT = Duration.ofMinutes(10);

  StoreRecordPart(StatusStoreContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource
  void everythingThatIsWrittenIsRead(Phase phase) {
    StatusStore store = open();
    for (StatusReason reason : StatusReason.values()) {
      ProviderId provider = ProviderId.of(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      int multiplier = reason.name().length() % 9;
      SharedHealth written =
          new SharedHealth("gen", 1L << 40, phase, LONG, multiplier, reason, "by-1", Duration.ZERO);
      assertThat(store.write(provider, written, null)).isTrue();
      SharedHealth read = store.read(provider).health().orElseThrow();
      assertThat(read)
          .usingRecursiveComparison()
          .ignoringFields("remaining", "age")
          .isEqualTo(written);
      assertThat(read.remaining()).isBetween(LONG.minus(SLACK), LONG);
    }
    assertThat(store.read(B).health()).isEmpty();
  }

  static Stream<Arguments> expectations() {
    return Stream.of(
        Arguments.of(health("gen", 7), true),
        Arguments.of(health("gen", 6), false),
        Arguments.of(health("gen", 8), false),
        Arguments.of(health("other", 7), false),
        Arguments.of(null, false));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void aRecordIsWrittenOnlyOverTheExpectedVersion(@Nullable SharedHealth expected, boolean is) {
    StatusStore store = open();
    assertThat(store.write(A, health("gen", 7), null)).isTrue();
    assertThat(store.write(A, health("gen", 8), expected)).isEqualTo(is);
    assertThat(store.read(A).health().orElseThrow().epoch()).isEqualTo(is ? 8 : 7);
  }

  @Test
  void whereThereIsNoRecordNoneIsExpected() {
    StatusStore store = open();
    assertThat(store.write(A, health("gen", 1), health("gen", 0))).isFalse();
    assertThat(store.read(A).health()).isEmpty();
    assertThat(store.write(A, health("gen", 1), null)).isTrue();
    assertThat(store.write(B, health("gen", 1), null)).isTrue();
  }

  static Stream<Arguments> versions() {
    return Stream.of(
        Arguments.of(health("gen", 7), true),
        Arguments.of(health("gen", 8), false),
        Arguments.of(health("other", 7), false),
        Arguments.of(health("other", 1), false));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void votesAndFailedProbesAreForgottenWithTheirEpoch(SharedHealth next, boolean areKept) {
    StatusStore store = open();
    assertThat(store.write(A, health("gen", 7), null)).isTrue();
    putOneOfEachTopic(store);
    assertThat(store.write(A, next, health("gen", 7))).isTrue();
    List<Kind> expected =
        new ArrayList<>(
            List.of(Kind.OVER_LIMIT, Kind.MISCONFIGURED, Kind.DISABLED, Kind.HINT_OUTAGE));
    if (areKept) {
      expected.addAll(List.of(Kind.BAD_PROVIDER, Kind.PROBE_FAILED));
    }
    assertThat(kinds(store)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theFirstRecordForgetsVotesAndALostRaceForgetsNothing() {
    StatusStore store = open();
    putOneOfEachTopic(store);
    assertThat(store.write(A, health("gen", 8), health("gen", 7))).isFalse();
    assertThat(kinds(store)).hasSize(6);
    assertThat(store.write(A, health("gen", 1), null)).isTrue();
    assertThat(kinds(store)).doesNotContain(Kind.BAD_PROVIDER, Kind.PROBE_FAILED).hasSize(4);
  }

  private static void putOneOfEachTopic(StatusStore store) {
    store.put(verdict(Kind.OVER_LIMIT, FINGERPRINT, LONG));
    store.put(verdict(Kind.MISCONFIGURED, FINGERPRINT, LONG));
    store.put(verdict(Kind.DISABLED, "app-1", LONG));
    store.put(verdict(Kind.BAD_PROVIDER, "app-1", LONG));
    store.put(verdict(Kind.PROBE_FAILED, "app-1", LONG));
    store.put(verdict(Kind.HINT_OUTAGE, "", LONG));
  }

  @Test
  void theSameVersionMayBeWrittenAgainWithOtherWords() {
    StatusStore store = open();
    assertThat(store.write(A, health("gen", 7, SHORT), null)).isTrue();
    assertThat(store.write(A, health("gen", 7, LONG), health("gen", 7))).isTrue();
    pass(PAST_SHORT);
    assertThat(store.read(A).health().orElseThrow().remaining()).isPositive();
  }

  @Test
  void aRecordWhoseTimeIsOverIsKeptWithNegativeTime() {
    StatusStore store = open();
    store.write(A, health("gen", 1, SHORT), null);
    pass(PAST_SHORT);
    SharedHealth read = store.read(A).health().orElseThrow();
    assertThat(read.remaining()).isBetween(SLACK.negated(), Duration.ofMillis(-10));
    assertThat(store.write(A, health("gen", 2), read)).isTrue();
  }

  @Test
  void theAgeIsTheStoresOwn() {
    StatusStore store = open();
    store.write(A, health("gen", 1), null);
    assertThat(store.read(A).health().orElseThrow().age()).isBetween(Duration.ZERO, SLACK);
    pass(SHORT);
    assertThat(store.read(A).health().orElseThrow().age())
        .isBetween(SHORT.minusMillis(5), SLACK.plus(SLACK));
  }

  @Test
  void aRecordIsForgottenTenMinutesAfterItsTime() {
    StatusStore store = open();
    store.write(A, health("gen", 1, KEPT.negated().plus(SLACK)), null);
    store.write(B, health("gen", 1, KEPT.negated().plus(SHORT)), null);
    pass(PAST_SHORT);
    assertThat(store.read(A).health()).isPresent();
    assertThat(store.read(B).health()).isEmpty();
    assertThat(store.write(B, health("new", 1), health("gen", 1))).isFalse();
    assertThat(store.write(B, health("new", 1), null)).isTrue();
  }

  @Test
  void ofManyWritersExactlyOneWinsEachEpoch() throws Exception {
    List<StatusStore> stores = List.of(open(), open());
    SharedHealth current = null;
    for (long epoch = 1; epoch <= 20; epoch++) {
      SharedHealth expected = current;
      long next = epoch;
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        StatusStore store = stores.get(i % 2);
        writers.add(() -> store.write(A, health("gen", next), expected));
      }
      assertThat(together(writers)).filteredOn(won -> won).hasSize(1);
      current = stores.get(0).read(A).health().orElseThrow();
      assertThat(current.epoch()).isEqualTo(epoch);
    }
  }
}
