package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put, read, replaced, ended and removed. */
abstract class StoreVerdictsPart extends StorePart {
  StoreVerdictsPart(StatusStoreContract contract) {
    super(contract);
  }

  private static String keyOf(Kind kind) {
    return switch (kind.topic()) {
      case LIMIT, CREDENTIAL -> FINGERPRINT;
      case OPERATOR, VOTE, PROBE -> "app-1_x.y";
      case HINT -> "";
    };
  }

  @Test
  void anEmptyStoreKnowsNothing() {
    StatusStore store = open();
    assertThat(store.read(A).provider()).isEqualTo(A);
    assertThat(store.read(A).health()).isEmpty();
    assertThat(store.read(A).verdicts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictIsReadWithTheTimeItHasLeft(Kind kind) {
    StatusStore store = open();
    store.put(verdict(kind, keyOf(kind), LONG));
    pass(SHORT);
    assertThat(store.read(A).verdicts())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.provider()).isEqualTo(A);
              assertThat(read.kind()).isEqualTo(kind);
              assertThat(read.key()).isEqualTo(keyOf(kind));
              assertThat(Objects.requireNonNull(read.remaining()))
                  .isBetween(LONG.minus(SLACK), LONG.minus(SHORT).plusMillis(5));
            });
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictIsForgottenAtItsEnd(Kind kind) {
    StatusStore store = open();
    store.put(verdict(kind, keyOf(kind), SHORT));
    store.put(new SharedVerdict(B, kind, keyOf(kind), LONG));
    pass(PAST_SHORT);
    assertThat(store.read(A).verdicts()).isEmpty();
    assertThat(store.read(B).verdicts()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictWithoutEndHasNoTimerAndStays(Kind kind) {
    StatusStore store = open();
    store.put(verdict(kind, keyOf(kind), null));
    pass(SHORT);
    assertThat(store.read(A).verdicts())
        .containsExactly(new SharedVerdict(A, kind, keyOf(kind), null));
  }

  @ParameterizedTest
  @EnumSource
  void theNewerEndCounts(Kind kind) {
    StatusStore store = open();
    store.put(verdict(kind, keyOf(kind), SHORT));
    store.put(verdict(kind, keyOf(kind), LONG));
    pass(PAST_SHORT);
    assertThat(kinds(store)).containsExactly(kind);
    store.put(verdict(kind, keyOf(kind), null));
    store.put(verdict(kind, keyOf(kind), SHORT));
    pass(PAST_SHORT);
    assertThat(kinds(store)).isEmpty();
    store.put(verdict(kind, keyOf(kind), LONG));
    assertThat(kinds(store)).containsExactly(kind);
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictReplacesTheOneOfItsTopicAndKeyOnly(Kind kind) {
    StatusStore store = open();
    Map<Topic, Kind> left = new EnumMap<>(Topic.class);
    for (Kind other : Kind.values()) {
      store.put(verdict(other, keyOf(other), LONG));
      left.put(other.topic(), other);
    }
    store.put(verdict(kind, keyOf(kind), LONG));
    left.put(kind.topic(), kind);
    assertThat(kinds(store)).containsExactlyInAnyOrderElementsOf(left.values());
  }

  @ParameterizedTest
  @EnumSource
  void anotherKeyReplacesOnlyWhereThereIsOneForAll(Kind kind) {
    StatusStore store = open();
    store.put(verdict(kind, keyOf(kind), LONG));
    store.put(verdict(kind, "other", LONG));
    assertThat(kinds(store)).hasSize(kind.topic().isByKey() ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void removingForgetsWhatPuttingWouldReplace(Kind kind) {
    StatusStore store = open();
    for (Kind other : Kind.values()) {
      store.put(verdict(other, keyOf(other), LONG));
      store.put(new SharedVerdict(B, other, keyOf(other), LONG));
    }
    store.remove(verdict(kind, keyOf(kind), null));
    assertThat(kinds(store)).hasSize(5).noneMatch(left -> left.topic() == kind.topic());
    assertThat(store.read(B).verdicts()).hasSize(6);
    store.remove(verdict(kind, keyOf(kind), LONG));
    assertThat(kinds(store)).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void removingWhatIsNotThereDoesNothing(Kind kind) {
    StatusStore store = open();
    store.remove(verdict(kind, keyOf(kind), null));
    store.put(verdict(kind, keyOf(kind), LONG));
    store.remove(new SharedVerdict(B, kind, keyOf(kind), null));
    assertThat(kinds(store)).containsExactly(kind);
  }

  @Test
  void manyProvidersCredentialsAndInstancesStandBesideEachOther() {
    StatusStore store = open();
    Duration left = LONG;
    for (int i = 0; i < 40; i++) {
      store.put(verdict(Kind.OVER_LIMIT, "f" + i, left));
      store.put(verdict(Kind.MISCONFIGURED, "f" + i, left));
      store.put(verdict(i % 2 == 0 ? Kind.GOOD : Kind.BAD_LOCAL, "app-" + i, left));
      store.put(verdict(Kind.PROBE_FAILED, "app-" + i, left));
    }
    assertThat(store.read(A).verdicts()).hasSize(160).doesNotHaveDuplicates();
    assertThat(store.read(B).verdicts()).isEmpty();
  }
}
